import * as fc from "fast-check";
import { expect, test } from "vitest";
import { effectiveAdBudget } from "../profile-facts.ts";
import { needsFaceOrVoice, offersDiscount } from "../validators/policies.ts";
import { answerOffline } from "./answer-offline.ts";
import { makeOfflinePlan } from "./testing/offline-plan.ts";
import { longestProfile, profiles } from "./testing/profiles.ts";

const times = fc.constantFrom(
  "2026-08-20T17:00:00Z",
  "2026-11-24T17:00:00Z",
  "2027-02-10T09:00:00Z",
  "2027-05-28T23:59:00Z",
);

test("whatever an owner answers, the playbook's plan is accepted whole and fits the hours", () => {
  fc.assert(
    fc.property(profiles, times, (profile, at) => {
      const { facts, modules, master } = makeOfflinePlan(profile, at);
      expect(modules.flatMap(({ pre_log }) => pre_log)).toEqual([]);

      const openWeeks = 13 - facts.closed_weeks.length;
      const minutesOf = (week: number) =>
        master.tasks
          .filter((task) => task.week === week)
          .reduce((sum, task) => sum + task.estimated_minutes, 0);
      const weeks = Array.from({ length: 13 }, (_, index) => minutesOf(index + 1));
      expect(Math.max(...weeks)).toBeLessThanOrEqual(facts.weekly_capacity_minutes);
      expect(weeks.reduce((sum, minutes) => sum + minutes, 0)).toBeGreaterThanOrEqual(
        0.5 * openWeeks * facts.weekly_capacity_minutes,
      );
      for (const week of facts.closed_weeks) expect(minutesOf(week)).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test("whatever an owner answers, no task asks for a face, a discount or ads they ruled out", () => {
  fc.assert(
    fc.property(profiles, times, (profile, at) => {
      const { master } = makeOfflinePlan(profile, at);
      const { run_promos } = profile.business_model;
      const { shows_face_or_voice } = profile.content_presence;
      const offending = master.tasks.filter(
        ({ title, desc, steps, channel }) =>
          (shows_face_or_voice === "no" && [title, desc, ...steps].some(needsFaceOrVoice)) ||
          (run_promos === "no_promos" && offersDiscount(title)) ||
          (effectiveAdBudget(profile) < 300 && channel === "ppc"),
      );
      expect(offending).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("whatever an owner answers, the e-mails to everyone on the list stay within the cadence of three months", () => {
  fc.assert(
    fc.property(profiles, times, (profile, at) => {
      const { plan, modules } = makeOfflinePlan(profile, at);
      const mails = modules
        .flatMap(({ output }) => output.tasks)
        .filter(
          ({ module_task_id, channel, tags }) =>
            channel === "email" &&
            (tags.includes("topic:newsletter") ||
              tags.includes("seasonal") ||
              module_task_id === "eml_event_invite"),
        );
      expect(mails.length).toBeLessThanOrEqual(3 * plan.cadence.emails_per_month);
    }),
    { numRuns: 100 },
  );
});

test("tasks are few enough to tell apart: governance takes none for another", () => {
  fc.assert(
    fc.property(profiles, times, (profile, at) => {
      const { master } = makeOfflinePlan(profile, at);
      expect(master.meta.resolution_log.filter(({ type }) => type === "duplicate_removed")).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("the longest profile there can be gets a plan", () => {
  expect(makeOfflinePlan(longestProfile, "2026-08-20T17:00:00Z").master.tasks.length).toBeGreaterThan(10);
});

test("a request that is not ours has no answer", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(answerOffline(value)).toBeUndefined();
      expect(answerOffline({ messages: [{ role: "user", content: JSON.stringify(value) }] })).toBeUndefined();
    }),
  );
});

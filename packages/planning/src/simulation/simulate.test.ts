import * as fc from "fast-check";
import { expect, test } from "vitest";
import { examples, profiles } from "../playbook/testing/profiles.ts";
import { weeklyCapacityMinutes } from "../profile-facts.ts";
import { honestPreview } from "./honest-preview.ts";
import { compareAllowances, compareMeans } from "./simulate.ts";

const at = "2026-11-02T09:00:00.000Z";

function withMeans(
  weekly_marketing_time_hours: number,
  monthly_ad_budget: number,
  team_type: "just_me" | "small_team" = "just_me",
) {
  const { constraints } = examples.service;
  return {
    ...examples.service,
    constraints: { ...constraints, weekly_marketing_time_hours, monthly_ad_budget, team_type },
  };
}

test.each([
  [0, 0, 0, false],
  [1, 13, 6, true],
  [2, 39, 10, true],
  [3, 52, 13, false],
  [5, 65, 26, false],
  [20, 65, 182, false],
])("%i hours buy %i quick wins and %i larger tasks", (hours, quick_wins, larger_tasks, in_parts) => {
  expect(honestPreview(withMeans(hours, 0))).toEqual({
    quick_wins,
    larger_tasks,
    in_parts,
    ads: { on: false, reason: "no ads under $300 a month" },
  });
});

test("what the hours buy never takes more than the hours", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const { quick_wins, larger_tasks } = honestPreview(profile);
      expect(20 * quick_wins + 75 * larger_tasks).toBeLessThanOrEqual(13 * weeklyCapacityMinutes(profile));
    }),
  );
});

test.each([
  [299, 0],
  [300, 2],
  [999, 2],
  [1000, 2],
])("%i dollars a month carry %i campaigns of one person", (dollars, campaigns) => {
  const compared = compareMeans({ before: withMeans(5, 0), after: withMeans(5, dollars) });
  expect(compared.campaigns).toEqual({ before: 0, after: campaigns });
});

test("a team with money carries four campaigns", () => {
  const after = withMeans(10, 1000, "small_team");
  expect(compareMeans({ before: after, after }).campaigns).toEqual({ before: 4, after: 4 });
});

test("gates tell what opens and why another closes", () => {
  const { gates } = compareMeans({ before: withMeans(5, 0), after: withMeans(2, 300) });
  expect(gates.filter((gate) => gate.before !== gate.after)).toEqual([
    { channel: "ppc", before: false, after: true, reason: null },
    { channel: "blog", before: true, after: false, reason: "a blog takes at least 3 hours a week" },
  ]);
});

test("without a plan the channels share no more than the week, whatever the means", () => {
  fc.assert(
    fc.property(
      profiles,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 5000 }),
      (before, hours, money) => {
        const constraints = {
          ...before.constraints,
          weekly_marketing_time_hours: hours,
          monthly_ad_budget: money,
        };
        const { week_minutes } = compareAllowances({ before, after: { ...before, constraints } }, at);
        const sum = week_minutes.reduce((total, { after }) => total + after, 0);
        // Each channel's share is rounded.
        expect(sum).toBeLessThanOrEqual(60 * hours + 4);
        expect(week_minutes.find(({ channel }) => channel === "ppc")?.after === 0).toBe(
          hours === 0 || money < 300,
        );
      },
    ),
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeOfflinePlan } from "../playbook/testing/offline-plan.ts";
import { examples, profiles } from "../playbook/testing/profiles.ts";
import { answerInWords } from "./answer-in-words.ts";
import { answersInPlan } from "./answers-in-plan.ts";

const { solo } = examples;

test.each([
  ["constraints.weekly_marketing_time_hours", "Hours per week", "5", 22],
  ["marketing_goals.growth_mode", "Where should growth come from?", "Both", 18],
  ["user_profile.business_name", "Business name", solo.user_profile.business_name, 1],
  ["user_profile.timezone", "Your time zone", solo.user_profile.timezone, undefined],
  ["user_profile.website", "Website address", null, 24],
] as const)("%s is told in the words of the cards", (path, question, answer, number) => {
  const told = answerInWords(solo, path);
  expect([told.question, told.answer, told.card?.number]).toEqual([question, answer, number]);
});

test("options are told by their labels, and one that asks for a text by that text", () => {
  const profile = {
    ...solo,
    business_model: {
      ...solo.business_model,
      products: ["handmade_or_custom_goods" as const, "other" as const],
    },
    other_text: { products: "Candle workshops" },
  };
  expect(answerInWords(profile, "business_model.products").answer).toBe(
    "Handmade or Custom Goods, Candle workshops",
  );
  const most = { ...solo, constraints: { ...solo.constraints, weekly_marketing_time_hours: 20 } };
  expect(answerInWords(most, "constraints.weekly_marketing_time_hours").answer).toBe("20+");
});

test("every task, channel and season of any plan rests on an answer that was given, and is found under it", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const { plan, master } = makeOfflinePlan(profile, "2026-08-20T17:00:00Z");
      const answers = answersInPlan({ profile, customPlan: plan, masterPlan: master });
      expect(answers.filter(({ answer }) => answer === null)).toEqual([]);
      const reasons = [...plan.channels, ...plan.priority_seasons, ...master.tasks].map(
        ({ because }) => because,
      );
      expect(reasons.filter(({ length }) => length < 1 || length > 3)).toEqual([]);
      const under = (path: string) => answers.filter((answer) => answer.path === path);
      for (const task of master.tasks) {
        for (const { path } of task.because) {
          expect(under(path).flatMap(({ tasks }) => tasks.filter(({ id }) => id === task.id))).toHaveLength(
            1,
          );
        }
      }
      for (const season of plan.priority_seasons) {
        for (const { path } of season.because) {
          expect(under(path).flatMap(({ seasons }) => seasons.map(({ id }) => id))).toContain(season.id);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test("a refused task rests on nothing any more, and answers come in the order of the cards", () => {
  const { plan, master } = makeOfflinePlan(solo, "2026-08-20T17:00:00Z");
  const refused = { ...master, tasks: master.tasks.map((task) => ({ ...task, status: "skipped" as const })) };
  const answers = answersInPlan({ profile: solo, customPlan: plan, masterPlan: refused });
  expect(answers.flatMap(({ tasks }) => tasks)).toEqual([]);
  const numbers = answers.map(({ card }) => card?.number ?? Infinity);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

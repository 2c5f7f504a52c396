import type { CustomPlan, PlannedChannel } from "@alva/contracts/custom-plan";
import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { moduleAllowances } from "./allowances.ts";
import { baseCustomPlan } from "./base-plan.ts";
import { prepare } from "./facts.ts";

const facts = prepare(examples.consultancy, "2026-08-20T17:00:00Z");
const base = baseCustomPlan(facts, examples.consultancy);

test("minutes are shared by each channel's best priority, quick wins dealt one by one to social, e-mail and blog", () => {
  const channels = [
    entry("ppc", "medium"),
    entry("social", "low"),
    entry("social", "high"),
    entry("email", "high"),
    entry("blog", "low"),
  ];
  const allowances = moduleAllowances({ ...base, channels }, facts);
  // 13 weeks of 840 minutes less five quick wins of 20.
  const minutes = 13 * (840 - 100);
  expect(
    [...allowances].map(([key, { budget_minutes, quick_wins_per_week }]) => [
      key,
      budget_minutes,
      quick_wins_per_week,
    ]),
  ).toEqual([
    ["ppc", Math.floor((minutes * 2) / 9), 0],
    ["social", Math.floor((minutes * 3) / 9), 2],
    ["email", Math.floor((minutes * 3) / 9), 2],
    ["blog", Math.floor((minutes * 1) / 9), 1],
  ]);
});

test("a module that is off gets nothing, and the others share its part", () => {
  const plan: CustomPlan = {
    ...base,
    channel_enables: { ...base.channel_enables, ppc: false, social: false, blog: false },
  };
  expect([...moduleAllowances(plan, facts)]).toEqual([
    ["email", { budget_minutes: 13 * 740, quick_wins_per_week: 5, largest_effort: 3 }],
  ]);
});

function entry(channel: PlannedChannel["channel"], priority: PlannedChannel["priority"]): PlannedChannel {
  const kpi = { name: "n", target: "t", measure: "m" };
  return {
    channel,
    priority,
    cadence_text: "x",
    kpi,
    because: [{ path: "user_profile.description", note: "n" }],
  };
}

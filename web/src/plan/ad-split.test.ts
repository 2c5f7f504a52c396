import { expect, test } from "vitest";
import { adSplitOf } from "./ad-split.ts";

const allocation = [
  { name: "Search", amount: 300 },
  { name: "Again to visitors", amount: 100 },
];

/** As much of a plan as its money for ads takes. */
function planWith({ ads, budget, has = 400 }: { ads: boolean; budget: object; has?: number }) {
  return {
    custom_plan: { channel_enables: { ppc: ads } },
    artifacts: { ppc: { budget } },
    profile: { constraints: { monthly_ad_budget: has } },
  };
}

test("the money for ads is split as the campaigns were planned", () => {
  const plan = planWith({ ads: true, budget: { monthly_total: 400, allocation } });
  expect(adSplitOf(plan)).toEqual({ total: 400, parts: allocation, changedTo: undefined });
});

test("a budget that a re-plan changed is told apart from what was planned with", () => {
  const plan = planWith({ ads: true, budget: { monthly_total: 400, allocation }, has: 600 });
  expect(adSplitOf(plan)).toMatchObject({ total: 400, changedTo: 600 });
});

test.each([
  ["ads are off", planWith({ ads: false, budget: { monthly_total: 400, allocation } })],
  [
    "standard tasks took the campaigns' place",
    planWith({ ads: true, budget: { monthly_total: 0, allocation: [] } }),
  ],
  ["nothing was kept of them", planWith({ ads: true, budget: {} })],
])("there is nothing to split when %s", (_when, plan) => {
  expect(adSplitOf(plan)).toBeUndefined();
});

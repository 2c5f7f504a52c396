import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { examples } from "./testing/profiles.ts";
import { makeOfflinePlan } from "./testing/offline-plan.ts";

test("one hour and one channel are spoken of as one", () => {
  const { plan } = makeOfflinePlan(withHours(1), "2026-08-20T17:00:00Z");
  expect(plan.summary).toContain("gets one channel and keeps to it.");
  expect(plan.summary).toContain("Nothing exceeds 1 hour a week.");
});

test("weekly work that a closed week interrupts goes on under a title that an owner would use", () => {
  const { master } = makeOfflinePlan(withHours(14), "2026-11-24T17:00:00Z");
  const titles = master.tasks.map(({ title }) => title);
  expect(titles).toContain("Answer comments and messages on LinkedIn now you are open again");
  expect(titles.filter((title) => /part two|round two/.test(title))).toEqual([]);
});

function withHours(weekly_marketing_time_hours: number): ClientProfile {
  const { constraints, ...rest } = examples.consultancy;
  return ClientProfile.parse({ ...rest, constraints: { ...constraints, weekly_marketing_time_hours } });
}

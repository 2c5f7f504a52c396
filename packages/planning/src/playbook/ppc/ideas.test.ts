import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { makeOfflinePlan } from "../testing/offline-plan.ts";
import { examples } from "../testing/profiles.ts";

test("who runs picture ads gets no task about searches or Google's account", () => {
  const { constraints, marketing_goals, ...rest } = examples.solo;
  const profile = ClientProfile.parse({
    ...rest,
    marketing_goals: { ...marketing_goals, past_failures: "" },
    constraints: { ...constraints, weekly_marketing_time_hours: 12, monthly_ad_budget: 800 },
  });
  const { master } = makeOfflinePlan(profile, "2026-08-20T17:00:00Z");
  const ads = master.tasks.filter(({ source }) => source.module === "ppc");
  expect(ads.map(({ title }) => title)).toContain("Launch one picture ad for your best-known candle");
  const texts = ads
    .filter(({ source }) => source.module_task_id !== "ppc_branded")
    .flatMap(({ title, steps }) => [title, ...steps]);
  expect(texts.filter((text) => /search|typed|Google/i.test(text))).toEqual([]);
});

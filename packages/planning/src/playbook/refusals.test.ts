import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { readRefusals } from "./refusals.ts";
import { makeOfflinePlan } from "./testing/offline-plan.ts";
import { examples } from "./testing/profiles.ts";

test.each<[no: string, channels: string[], platforms?: string[], video?: boolean]>([
  ["No e-mail marketing", ["email"]],
  ["Never send newsletters.", ["email"]],
  ["We don't do emails", ["email"]],
  ["no paid ads", ["ppc"]],
  ["No blog or newsletter", ["email", "blog"]],
  ["Never use Facebook", [], ["facebook"]],
  ["I don’t post on X", [], ["x"]],
  ["No videos", [], ["tiktok", "youtube"], true],
  ["No e-mails on Sundays", []],
  ["No Facebook groups", []],
  ["No live video", []],
  ["No video of children", []],
  ["No ads that scare people", []],
  ["No discounts", []],
])("a hard no rules out what it ends with: %s", (no, channels, platforms = [], video = false) => {
  const refusals = readRefusals([no]);
  expect([...refusals.channels]).toEqual(channels);
  expect([...refusals.platforms]).toEqual(platforms);
  expect(refusals.video).toBe(video);
});

test("a plan has no channel and no platform that the owner ruled out", () => {
  const { constraints, content_presence, ...rest } = examples.consultancy;
  const profile = ClientProfile.parse({
    ...rest,
    constraints: {
      ...constraints,
      brand_nos: ["No e-mail marketing", "No paid ads", "Never use Facebook"],
    },
    content_presence: { ...content_presence, platforms: ["linkedin", "facebook"] },
  });
  const { plan } = makeOfflinePlan(profile, "2026-08-20T17:00:00Z");
  expect(plan.channel_enables).toMatchObject({ ppc: false, email: false, social: true });
  expect(plan.platform_enables).toMatchObject({ linkedin: true, facebook: false });
});

test("an owner who ruled out video gets pictures and texts only", () => {
  const { constraints, content_presence, ...rest } = examples.solo;
  const profile = ClientProfile.parse({
    ...rest,
    constraints: { ...constraints, weekly_marketing_time_hours: 15, brand_nos: ["No videos"] },
    content_presence: { ...content_presence, platforms: ["instagram", "tiktok"] },
  });
  const { plan, modules, master } = makeOfflinePlan(profile, "2026-08-20T17:00:00Z");
  expect(plan.platform_enables).toMatchObject({ instagram: true, tiktok: false });
  const texts = [
    ...master.tasks.flatMap(({ title, desc, steps }) => [title, desc, ...steps]),
    JSON.stringify(modules.map(({ output }) => output.artifacts)),
  ];
  expect(texts.filter((text) => /video|film|\bclips?\b/i.test(text))).toEqual([]);
  expect(master.tasks.some(({ title }) => title.startsWith("Photograph"))).toBe(true);
});

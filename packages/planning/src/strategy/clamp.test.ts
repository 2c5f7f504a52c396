import { type CustomPlan, goalReason } from "@alva/contracts/custom-plan";
import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { examples } from "../playbook/testing/profiles.ts";
import { baseCustomPlan } from "./base-plan.ts";
import { clampCustomPlan } from "./clamp.ts";
import { prepare } from "./facts.ts";

const at = "2026-08-20T17:00:00Z";
const solo = { facts: prepare(examples.solo, at), profile: examples.solo };
const allOn = { ppc: true, social: true, email: true, blog: true, seo: true, ops: true };
const everywhere = {
  tiktok: true,
  instagram: true,
  facebook: true,
  x: true,
  pinterest: true,
  youtube: true,
  linkedin: true,
};

test("closed channels are forced off, their cadence is 0, and the reason is noted", () => {
  const plan = clampSolo({
    channel_enables: allOn,
    cadence: { social_posts_per_week: 3, emails_per_month: 2, blogs_per_month: 1 },
  });
  expect(plan.channel_enables).toMatchObject({ ppc: false, social: true, email: true, blog: false });
  expect(plan.cadence.blogs_per_month).toBe(0);
  expect(plan.revision_notes).toContain("Ads stay off: no ads under $300 a month.");
  expect(plan.revision_notes).toContain("The blog stays off: a blog needs a website.");
  expect(plan.channels.map(({ channel }) => channel)).toEqual(["social", "email"]);
});

test("cadences are cut to what the hours allow", () => {
  const plan = clampSolo({ cadence: { social_posts_per_week: 7, emails_per_month: 8, blogs_per_month: 8 } });
  expect(plan.cadence).toEqual({ social_posts_per_week: 3, emails_per_month: 2, blogs_per_month: 0 });
  expect(plan.revision_notes[0]).toBe("Cut to 3 social posts a week: that is what 5 hours a week allow.");
});

test("a cadence of nothing closes its channel", () => {
  const plan = clampSolo({ cadence: { social_posts_per_week: 3, emails_per_month: 0, blogs_per_month: 0 } });
  expect(plan.channel_enables.email).toBe(false);
  expect(plan.channels.map(({ channel }) => channel)).toEqual(["social"]);
});

test("under six hours only the owner's platforms stay on; from six, one more", () => {
  expect(platformsOn(clampSolo({ platform_enables: everywhere }))).toEqual(["tiktok", "instagram"]);
  const six = ClientProfile.parse({
    ...examples.solo,
    constraints: { ...examples.solo.constraints, weekly_marketing_time_hours: 6 },
  });
  const context = { facts: prepare(six, at), profile: six };
  const plan = { ...baseCustomPlan(context.facts, six), platform_enables: everywhere };
  expect(platformsOn(clampCustomPlan(plan, context))).toEqual(["tiktok", "instagram", "facebook"]);
});

test("a platform that the owner uses may be turned off, but not all of them while social is on", () => {
  const none = { ...everywhere, tiktok: false, instagram: false };
  expect(platformsOn(clampSolo({ platform_enables: { ...none, instagram: true } }))).toEqual(["instagram"]);
  expect(platformsOn(clampSolo({ platform_enables: none }))).toEqual(["tiktok", "instagram"]);
});

test("reasons cite answered fields; what is left without one gets the goals", () => {
  const [social] = base().channels;
  const because = [
    { path: "user_profile.website", note: "not answered" },
    { path: "constraints.email_tool", note: "answered" },
    { path: "constructor.name", note: "no field" },
  ];
  const channels = [
    {
      channel: "social" as const,
      priority: "high" as const,
      cadence_text: "x",
      kpi: social?.kpi ?? fallbackKpi,
      because,
    },
    {
      channel: "email" as const,
      priority: "low" as const,
      cadence_text: "x",
      kpi: fallbackKpi,
      because: because.slice(0, 1),
    },
  ];
  const [first, second] = clampSolo({ channels }).channels;
  expect(first?.because).toEqual([{ path: "constraints.email_tool", note: "answered" }]);
  expect(second?.because[0]?.path).toBe("marketing_goals.top_goals");
});

test("entries of what is off go, repeated ones too, and a channel that is on always has one", () => {
  const entry = {
    priority: "high" as const,
    cadence_text: "x",
    kpi: fallbackKpi,
    because: [{ path: "constraints.email_tool", note: "n" }],
  };
  const channels = [
    { ...entry, channel: "ppc" as const },
    { ...entry, channel: "social" as const, platform: "facebook" as const },
    { ...entry, channel: "social" as const, platform: "instagram" as const },
    { ...entry, channel: "social" as const, platform: "instagram" as const },
  ];
  expect(clampSolo({ channels }).channels.map(({ channel, platform }) => [channel, platform])).toEqual([
    ["social", "instagram"],
    ["email", undefined],
  ]);
});

test("seasons overlap the window, run forwards and have one id each", () => {
  const season = { name: "x", idea: "x", because: [goalReason] };
  const priority_seasons = [
    { ...season, id: "past", starts_on: "2026-07-01", ends_on: "2026-08-23" },
    { ...season, id: "first_day", starts_on: "2026-07-01", ends_on: "2026-08-24" },
    { ...season, id: "first_day", starts_on: "2026-09-01", ends_on: "2026-09-02" },
    { ...season, id: "backwards", starts_on: "2026-10-02", ends_on: "2026-10-01" },
    { ...season, id: "last_day", starts_on: "2026-11-21", ends_on: "2027-11-22" },
    { ...season, id: "future", starts_on: "2026-11-22", ends_on: "2026-11-23" },
  ];
  expect(clampSolo({ priority_seasons }).priority_seasons.map(({ id }) => id)).toEqual([
    "first_day",
    "last_day",
  ]);
});

test("seasons' reasons cite answered fields; one that is left without any gets the goals", () => {
  const season = { name: "x", idea: "x", starts_on: "2026-09-01", ends_on: "2026-09-02" };
  const [unanswered, given] = ["user_profile.website", "constraints.email_tool"].map((path) => ({
    path,
    note: "n",
  }));
  if (!unanswered || !given) throw new TypeError("there are two");
  const priority_seasons = [
    { ...season, id: "one", because: [unanswered, given] },
    { ...season, id: "two", because: [unanswered] },
  ];
  expect(clampSolo({ priority_seasons }).priority_seasons.map(({ because }) => because)).toEqual([
    [given],
    [goalReason],
  ]);
});

test("clamping a clamped plan changes nothing", () => {
  const once = clampSolo({ channel_enables: allOn, platform_enables: everywhere });
  expect(clampCustomPlan(once, solo)).toEqual(once);
});

test("without hours the base plan is empty and says so", () => {
  const idle = ClientProfile.parse({
    ...examples.solo,
    constraints: { ...examples.solo.constraints, weekly_marketing_time_hours: 0 },
  });
  const plan = baseCustomPlan(prepare(idle, at), idle);
  expect(plan.channel_enables).toMatchObject({ ppc: false, social: false, email: false, blog: false });
  expect(plan.summary).toContain("0 hours");
});

const fallbackKpi = { name: "n", target: "t", measure: "m" };

function base(): CustomPlan {
  return baseCustomPlan(solo.facts, solo.profile);
}

function clampSolo(change: Partial<CustomPlan>): CustomPlan {
  return clampCustomPlan({ ...base(), ...change }, solo);
}

function platformsOn({ platform_enables }: CustomPlan): string[] {
  return Object.entries(platform_enables).flatMap(([platform, isOn]) => (isOn ? [platform] : []));
}

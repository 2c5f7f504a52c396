import type { MasterPlan } from "@alva/contracts/master-plan";
import injection from "@alva/contracts/examples/hostile-injection.json" with { type: "json" };
import { ClientProfile } from "@alva/contracts/profile";
import { expect, test } from "vitest";
import { strategyRequest } from "../prompts/requests.ts";
import { prepare } from "../strategy/facts.ts";
import { hasForeignLink } from "../validators/links.ts";
import { asksForCredentials, needsFaceOrVoice, offersDiscount } from "../validators/policies.ts";
import { answerOffline } from "./answer-offline.ts";
import { makeOfflinePlan } from "./testing/offline-plan.ts";
import { examples } from "./testing/profiles.ts";

const august = "2026-08-20T17:00:00Z";
const november = "2026-11-24T17:00:00Z";
const solo = makeOfflinePlan(examples.solo, august);
const service = makeOfflinePlan(examples.service, august);
const consultancy = makeOfflinePlan(examples.consultancy, august);

// What each example must produce: client profile specification, section 4.

test("the solo seller gets social and e-mail, no ads, no blog, and hooks from Halloween to the holidays", () => {
  const { plan, master } = solo;
  expect(plan.channel_enables).toMatchObject({ ppc: false, social: true, email: true, blog: false });
  expect(plan.priority_seasons.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["halloween", "holiday_gifts"]),
  );
  expect(channelsOf(master)).not.toContain("ppc");
  expect(textsOf(master).filter(needsFaceOrVoice)).toEqual([]);
  expect(textsOf(master).filter((text) => /\blive video|countdown/i.test(text))).toEqual([]);
  expect(titlesOf(master)).toEqual(
    expect.arrayContaining([expect.stringContaining("Halloween"), expect.stringContaining("Mailchimp")]),
  );
});

test("the heating company gets a search and a reminder campaign, no Instagram, and September tune-ups in September", () => {
  const { plan, master, modules } = service;
  expect(plan.channel_enables.ppc).toBe(true);
  expect(plan.platform_enables.instagram).toBe(false);
  expect(campaignsOf(modules)).toEqual(["Google Ads", "Google Display Network"]);
  expect(titlesOf(master).filter((title) => title.includes("Instagram"))).toEqual([]);
  expect(textsOf(master).filter((text) => /monoxide|danger|deadly|scare/i.test(text))).toEqual([]);
  const launch = master.tasks.find(({ title }) => title.startsWith("Launch a search campaign"));
  expect(launch).toMatchObject({
    title: expect.stringContaining("September tune-ups"),
    week: expect.any(Number),
  });
  expect(launch?.due_date).toMatch(/^2026-09-(?:0|1[0-5])/);
});

test("the consultancy gets all four modules, LinkedIn, a webinar and long tasks, and no promotion", () => {
  const { plan, master, modules } = consultancy;
  expect(modules.map(({ output }) => output.module_key)).toEqual(["ppc", "social", "email", "blog"]);
  expect(plan.channels).toContainEqual(expect.objectContaining({ channel: "social", platform: "linkedin" }));
  expect(titlesOf(master)).toContain("Outline the warehouse slotting webinar");
  expect(master.tasks.some(({ estimated_minutes }) => estimated_minutes === 210)).toBe(true);
  expect(titlesOf(master).filter(offersDiscount)).toEqual([]);
});

test("nothing is planned in the week for which the consultancy's office is closed, nor on the day before it that is named", () => {
  const { facts, master } = makeOfflinePlan(examples.consultancy, november);
  expect(facts.closed_weeks).toEqual([5]);
  expect(facts.closed_days).toEqual([
    "2026-12-25",
    "2026-12-28",
    "2026-12-29",
    "2026-12-30",
    "2026-12-31",
    "2027-01-01",
  ]);
  expect(
    master.tasks.filter(({ due_date }) => due_date !== null && facts.closed_days.includes(due_date)),
  ).toEqual([]);
});

test("instructions in the answers become neither tasks nor links, and the real limits hold", () => {
  const { facts, plan, master } = makeOfflinePlan(withoutErrors(), august);
  expect(facts.weekly_capacity_minutes).toBe(240);
  expect(plan.channel_enables.ppc).toBe(false);
  expect(channelsOf(master)).not.toContain("ppc");
  expect(textsOf(master).filter(asksForCredentials)).toEqual([]);
  expect(textsOf(master).filter((text) => hasForeignLink(text, null))).toEqual([]);
  expect(textsOf(master).join("\n")).not.toMatch(/DROP TABLE|<script|system prompt|evil/i);
});

test.each([
  ["solo seller", solo],
  ["heating company", service],
  ["consultancy", consultancy],
])(
  "the %s's weeks are filled and none is too full, with all quick wins in their place",
  (_name, { facts, master }) => {
    const weeks = Array.from({ length: 13 }, (_, index) =>
      master.tasks.filter(({ week }) => week === index + 1),
    );
    const minutes = weeks.map((tasks) => tasks.reduce((sum, task) => sum + task.estimated_minutes, 0));
    const capacity = facts.weekly_capacity_minutes;
    expect(Math.max(...minutes)).toBeLessThanOrEqual(capacity);
    expect(minutes.reduce((sum, week) => sum + week, 0)).toBeGreaterThan(0.75 * 13 * capacity);
    expect(weeks.map((tasks) => tasks.filter(({ quick_win }) => quick_win).length)).toEqual(
      Array.from({ length: 13 }, () => facts.quick_wins_per_week),
    );
    expect(master.tasks.filter(({ status }) => status === "deferred")).toEqual([]);
  },
);

test.each([
  ["solo seller", solo],
  ["heating company", service],
  ["consultancy", consultancy],
])("each of the %s's tasks has steps and a reason that the owner gave", (_name, { master }) => {
  const bare = master.tasks.filter(({ steps, because }) => steps.length < 2 || because.length === 0);
  expect(bare).toEqual([]);
});

test("a post is written before it is published", () => {
  const posts = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(posts.filter((post) => dateOf(`blg_${post}_write`) >= dateOf(`blg_${post}_publish`))).toEqual([]);
});

test("the three plans share few titles", () => {
  const [first, second, third] = [solo, service, consultancy].map(({ master }) => new Set(titlesOf(master)));
  const shared = [...(first ?? [])].filter(
    (title) => second?.has(title) === true && third?.has(title) === true,
  );
  expect(shared.length).toBeLessThanOrEqual(8);
});

test("every answer says that no language model wrote it", () => {
  const notes = [solo.plan, ...solo.modules.map(({ output }) => output)].map(
    ({ revision_notes }) => revision_notes,
  );
  for (const note of notes)
    expect(note).toContain("Written by the offline playbook, not by a language model.");
});

test("the same request always gets the same answer", () => {
  const [first, second] = [1, 2].map(() =>
    answerOffline(strategyRequest({ facts: prepare(examples.solo, august), profile: examples.solo })),
  );
  expect(first).toBe(second);
});

/** Due date of one of the consultancy's tasks. */
function dateOf(id: string): string {
  return consultancy.master.tasks.find(({ source }) => source.module_task_id === id)?.due_date ?? "never";
}

function titlesOf({ tasks }: MasterPlan): string[] {
  return tasks.map(({ title }) => title);
}

function textsOf({ tasks }: MasterPlan): string[] {
  return tasks.flatMap(({ title, desc, steps, because }) => [
    title,
    desc,
    ...steps,
    ...because.map(({ note }) => note),
  ]);
}

function channelsOf({ tasks }: MasterPlan): Set<string> {
  return new Set(tasks.map(({ channel }) => channel));
}

function campaignsOf(modules: typeof service.modules): string[] {
  return modules.flatMap(({ output }) =>
    output.module_key === "ppc" ? output.artifacts.campaigns.map(({ platform }) => platform) : [],
  );
}

/** The example without the four fields that saving refuses. */
function withoutErrors(): ClientProfile {
  return ClientProfile.parse({
    ...injection,
    user_profile: { ...injection.user_profile, website: null },
    brand_identity: { ...injection.brand_identity, fonts: [] },
    content_presence: { ...injection.content_presence, competitors: [] },
  });
}

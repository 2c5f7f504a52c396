import { expect, test } from "vitest";
import type { ModuleOutput } from "../modules/module-output.ts";
import type { TaskProposal } from "../modules/task-proposal.ts";
import { templateModule } from "../modules/templates.ts";
import { examples } from "../playbook/testing/profiles.ts";
import { baseCustomPlan } from "../strategy/base-plan.ts";
import { prepare } from "../strategy/facts.ts";
import type { ModuleKey } from "../strategy/module-keys.ts";
import type { PlanContext } from "./clamp-artifacts.ts";
import { validateModule } from "./validate-module.ts";

const solo = contextOf(examples.solo);
const service = contextOf(examples.service);
const consultancy = contextOf(examples.consultancy);

test("offending tasks are left out and logged once, by policy", () => {
  const tasks = [
    ...named("soc_", ["Film hands", "Answer comments", "Plan a week", "Check numbers"]),
    { ...task("soc_live", "Go live from the kitchen"), steps: ["Send your password to support"] },
    task("soc_selfie", "Post a selfie"),
  ];
  const reading = validateModule(outputWith("social", tasks, solo), solo);
  expect(reading).toMatchObject({
    ok: true,
    output: { tasks: tasks.slice(0, 4).map(({ title }) => ({ title })) },
  });
  expect(reading.ok && reading.pre_log).toEqual([
    { type: "policy_dropped", week: null, count: 1, items: ["social:soc_live"], detail: "asks_credentials" },
    { type: "policy_dropped", week: null, count: 1, items: ["social:soc_selfie"], detail: "face_or_voice" },
  ]);
});

test("a third may be left out, more than a third fails the attempt with a message for each", () => {
  const good = named("soc_", ["Film hands", "Answer comments"]);
  const bad = [task("soc_x", "Post a selfie"), task("soc_y", "Go live on Friday")];
  expect(validateModule(outputWith("social", [...good, ...bad.slice(0, 1)], solo), solo).ok).toBe(true);
  expect(validateModule(outputWith("social", [...good, ...bad], solo), solo)).toEqual({
    ok: false,
    messages: [
      "tasks.soc_x: The owner is not seen or heard: no talking to camera, selfies or live video.",
      "tasks.soc_y: The owner is not seen or heard: no talking to camera, selfies or live video.",
    ],
  });
});

test.each([
  ["titles", { title: "Send the coupon" }],
  ["links in steps", { steps: ["Open https://evil.example"] }],
  ["links in reasons", { because: [{ path: "constraints.email_tool", note: "see evil.example/x" }] }],
  ["links in tags", { tags: ["topic:www.evil.example"] }],
])("%s are looked at", (_part, change) => {
  const tasks = [
    ...named("eml_", ["Write one", "Write two", "Write three"]),
    { ...task("eml_bad", "Write four"), ...change },
  ];
  const reading = validateModule(outputWith("email", tasks, consultancy), consultancy);
  expect(reading.ok && reading.output.tasks.map(({ module_task_id }) => module_task_id)).not.toContain(
    "eml_bad",
  );
});

test("reasons that cite unanswered fields go; a task left without one gets its channel's", () => {
  const unanswered = { path: "user_profile.website", note: "n" };
  const given = { path: "constraints.email_tool", note: "n" };
  const tasks = [
    { ...task("eml_a", "Write one"), because: [unanswered, given] },
    { ...task("eml_b", "Write two"), because: [unanswered] },
  ];
  const reading = validateModule(outputWith("email", tasks, solo), solo);
  const channel = solo.plan.channels.find((entry) => entry.channel === "email");
  expect(reading.ok && reading.output.tasks.map(({ because }) => because)).toEqual([
    [given],
    channel?.because,
  ]);
});

test("efforts above the owner's hours are lowered and logged", () => {
  const reading = validateModule(
    outputWith("email", [{ ...task("eml_a", "Write a book"), effort: 3 as const }], solo),
    solo,
  );
  expect(reading).toMatchObject({
    ok: true,
    output: { tasks: [{ effort: 2 }] },
    pre_log: [{ type: "repaired", detail: "effort", items: ["email:eml_a"] }],
  });
});

test("ads' money is the real budget, and a small one runs two campaigns at a time", () => {
  const output = templateModule("ppc", service);
  if (output.module_key !== "ppc") throw new TypeError("not the ads");
  const [campaign] = output.artifacts.campaigns;
  const spans = [
    [1, 6],
    [1, 12],
    [3, 4],
    [7, 12],
  ] as const;
  const campaigns = spans.flatMap(([start_month, end_month], index) =>
    campaign === undefined
      ? []
      : [{ ...campaign, name: `Campaign ${index}`, start_month, end_month, budget_pct: 25 }],
  );
  const artifacts = {
    ...output.artifacts,
    campaigns,
    budget: { monthly_total: 9999, allocation: [{ name: "All", amount: 800 }] },
  };
  const reading = validateModule({ ...output, artifacts }, service);
  expect(reading).toMatchObject({
    ok: true,
    output: {
      artifacts: {
        campaigns: [{ name: "Campaign 0" }, { name: "Campaign 1" }, { name: "Campaign 3" }],
        budget: { monthly_total: 400, allocation: [{ name: "All", amount: 400 }] },
      },
    },
  });
});

test("campaigns aimed at people under 18 fail the attempt", () => {
  const output = templateModule("ppc", service);
  if (output.module_key !== "ppc") throw new TypeError("not the ads");
  const campaigns = output.artifacts.campaigns.map((campaign) => ({
    ...campaign,
    audience: ["Teenagers nearby"],
  }));
  expect(validateModule({ ...output, artifacts: { ...output.artifacts, campaigns } }, service)).toEqual({
    ok: false,
    messages: ["artifacts.campaigns.0: Do not aim ads at people under 18."],
  });
});

test("social posts stay within the cadence, on platforms that are on, once each", () => {
  const output = templateModule("social", solo);
  if (output.module_key !== "social") throw new TypeError("not social");
  const plan = { formats: [], pillars: [] };
  const platform_plans = [
    { ...plan, platform: "facebook" as const, posts_per_week: 7 },
    { ...plan, platform: "instagram" as const, posts_per_week: 1 },
    { ...plan, platform: "instagram" as const, posts_per_week: 1 },
    { ...plan, platform: "tiktok" as const, posts_per_week: 5 },
  ];
  const reading = validateModule({ ...output, artifacts: { platform_plans } }, solo);
  expect(reading).toMatchObject({
    ok: true,
    output: {
      artifacts: {
        platform_plans: [
          { platform: "instagram", posts_per_week: 1 },
          { platform: "tiktok", posts_per_week: 1 },
        ],
      },
    },
  });
});

test("e-mails are no more frequent than the cadence, and promotional ones need promotions", () => {
  const output = templateModule("email", consultancy);
  if (output.module_key !== "email") throw new TypeError("not e-mail");
  const campaign = { goal: "g", segment: "s", emails: [{ subject: "s", preview: "p", purpose: "p" }] };
  const campaigns = [
    { ...campaign, id: "a", kind: "promotional" as const },
    { ...campaign, id: "b", kind: "nurture" as const },
  ];
  const reading = validateModule({ ...output, artifacts: { frequency: "weekly", campaigns } }, consultancy);
  expect(reading).toMatchObject({
    ok: true,
    output: { artifacts: { frequency: "biweekly", campaigns: [{ id: "b" }] } },
  });
});

function contextOf(profile: PlanContext["profile"]): PlanContext {
  const facts = prepare(profile, "2026-08-20T17:00:00Z");
  return { facts, profile, plan: baseCustomPlan(facts, profile) };
}

function task(module_task_id: string, title: string): TaskProposal {
  return {
    module_task_id,
    title,
    desc: "",
    channel: "social",
    tags: [],
    effort: 1,
    suggested_week: 1,
    because: [{ path: "constraints.brand_nos", note: "n" }],
  };
}

function named(prefix: string, titles: readonly string[]): TaskProposal[] {
  return titles.map((title, index) => task(`${prefix}${index}`, title));
}

function outputWith(key: ModuleKey, tasks: TaskProposal[], context: PlanContext): ModuleOutput {
  const channelled = tasks.map((proposal) => ({ ...proposal, channel: key }));
  return { ...templateModule(key, context), tasks: channelled };
}

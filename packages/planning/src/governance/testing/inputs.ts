import {
  type Channel,
  channels,
  type MasterPlan,
  type ResolutionLogEntry,
} from "@alva/contracts/master-plan";
import * as fc from "fast-check";
import { govern } from "../../governance.ts";
import type { FixedTask, GovernInput, ModuleInput } from "../input.ts";

/** Few words, so that titles are often similar, equal or one word apart. */
const words =
  "Write Draft Set up the a Café menu menus welcome email two photos launch sale & your blog post 3".split(
    " ",
  );
const titles = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 })
      .map((all) => all.join(" ")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 120 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom("to the", "of my", "  ", "\u200b", "!!!", "x\u0000y\u2028z") },
);
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(null, "", "high", "2.5", -3, 1e9, 7.5, [], {}),
);
const orJunk = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: junk });

const dates = fc
  .date({ min: new Date("2026-08-01"), max: new Date("2026-12-10"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const hints = fc.oneof(
  fc.constantFrom("before_first_launch", "day:mon", "day:wed", "day:fri", "day:sun", "by:2026-02-30"),
  dates.map((date) => `by:${date}`),
);
// `platform:` tags are left to the platform field, which is what the gate looks at.
const tagWords =
  "quick_win quickwin Quick-Win launch seasonal setup evergreen topic:offers phase:one season: channel:ppc a b c d e f";
const tags = fc.array(fc.constantFrom(...tagWords.split(" "), "any thing", 7, null), {
  maxLength: 8,
});
const moduleTasks = fc.record(
  {
    module_task_id: orJunk(fc.constantFrom("a_1", "a_2", "a_3", "A 4", "é", "b_5", "b_6", "b_7", "b_8")),
    title: orJunk(titles),
    desc: orJunk(fc.string()),
    steps: orJunk(fc.array(orJunk(fc.string()), { maxLength: 3 })),
    because: orJunk(fc.array(orJunk(fc.record({ path: fc.string(), note: fc.string() })), { maxLength: 3 })),
    channel: orJunk(fc.constantFrom(...channels, "ads", "Instagram", "nonsense")),
    tags: orJunk(tags),
    effort: orJunk(fc.constantFrom(1, 1, 2, 3)),
    estimated_minutes: orJunk(fc.integer({ min: 5, max: 40 })),
    suggested_week: orJunk(fc.integer({ min: 1, max: 13 })),
    due_hint: orJunk(hints),
    repeat: orJunk(
      fc.record({ every_weeks: fc.constantFrom(1, 2, 4), times: fc.integer({ min: 2, max: 13 }) }),
    ),
    platform: orJunk(fc.constantFrom("tiktok", "Instagram", "x")),
    season: orJunk(fc.constantFrom("halloween", "Black Friday")),
  },
  { requiredKeys: ["title"] },
);
const modules: fc.Arbitrary<ModuleInput> = fc.record(
  {
    module_key: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...channels) },
      { weight: 1, arbitrary: fc.string() },
    ),
    tasks: fc.array(fc.oneof({ weight: 15, arbitrary: moduleTasks }, { weight: 1, arbitrary: junk }), {
      maxLength: 12,
      size: "max",
    }),
    fallback: fc.boolean(),
  },
  { requiredKeys: ["module_key", "tasks"] },
);

const statuses = fc.constantFrom("planned", "in_progress", "done", "deferred", "skipped");
const strangers: fc.Arbitrary<FixedTask> = fc.record(
  {
    id: fc.integer({ min: 0, max: 0xffff }).map((number) => `tsk_${number.toString(16).padStart(10, "0")}`),
    title: titles,
    status: statuses,
    due_date: fc.option(dates),
    minutes: fc.integer({ min: 5, max: 210 }),
    quick_win: fc.boolean(),
    series: fc.boolean(),
  },
  { requiredKeys: ["id", "title", "status", "minutes", "quick_win", "series"] },
);
const earlier: fc.Arbitrary<ResolutionLogEntry> = fc.record({
  type: fc.constantFrom("policy_dropped", "repaired"),
  week: fc.constant(null),
  count: fc.constant(1),
  items: fc.tuple(fc.constantFrom("ppc:old_1", "email:old_2")),
  detail: fc.constantFrom("face", "title"),
});

const switches = fc.constantFrom(true, true, false);
const firstPlans: fc.Arbitrary<GovernInput> = fc.record(
  {
    client_id: fc.constantFrom("scent-sparkle", "büro|ö"),
    timezone: fc.constantFrom(
      "America/Los_Angeles",
      "Europe/Berlin",
      "UTC",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
    ),
    generated_at: fc.constantFrom("2026-08-20T10:00:00-07:00", "2026-08-23T23:30:00Z"),
    window_start: fc.constant("2026-08-24"),
    first_week: fc.integer({ min: 1, max: 13 }),
    weekly_capacity_hours: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 4 })),
    effective_ad_budget: fc.constantFrom(0, 299, 300, 5000),
    channel_enables: fc.record<Record<Channel, boolean>, never>(
      { ppc: switches, social: switches, email: switches, blog: switches, seo: switches, ops: switches },
      { requiredKeys: [] },
    ),
    platform_enables: fc.dictionary(fc.constantFrom("tiktok", "instagram", "x"), switches),
    modules: fc.array(modules, { maxLength: 6 }),
    fixed: fc.uniqueArray(strangers, { maxLength: 6, selector: (task) => task.id }),
    pre_log: fc.array(earlier, { maxLength: 3 }),
  },
  {
    requiredKeys: [
      ...(["client_id", "timezone", "generated_at", "weekly_capacity_hours", "effective_ad_budget"] as const),
      ...(["channel_enables", "platform_enables", "modules"] as const),
    ],
  },
);

/** Input of any kind: first plans, and re-plans in which some tasks of the first plan are fixed. */
export const governInputs: fc.Arbitrary<GovernInput> = fc.oneof(
  firstPlans,
  fc
    .record({
      input: firstPlans,
      marks: fc.array(fc.option(statuses), { minLength: 1 }),
      firstWeek: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ input, marks, firstWeek }) => {
      const plan = govern(input);
      const touched = plan.tasks.flatMap((task, index) => {
        const status = marks[index % marks.length] ?? null;
        return status === null ? [] : [fixTask(task, status)];
      });
      const fixed = [...(input.fixed ?? []), ...touched];
      return { ...input, window_start: plan.plan.window_start, first_week: firstWeek, fixed };
    }),
);

/** A task of a plan as it enters the next one. */
export function fixTask(task: MasterPlan["tasks"][number], status: FixedTask["status"]): FixedTask {
  const { id, title, due_date, estimated_minutes, quick_win, series } = task;
  return { id, title, status, due_date, minutes: estimated_minutes, quick_win, series: series !== null };
}

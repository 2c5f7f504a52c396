import * as z from "zod";

/** Channels, which are also the modules that propose tasks, in rank order (plan pipeline, section 5). */
export const channels = ["ppc", "social", "email", "blog", "seo", "ops"] as const;
export const Channel = z.enum(channels).meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

/** Why something is in the plan: the profile field it rests on, and a note in plain words. */
export const Because = z
  .object({ path: z.string().describe("Path of an answered profile field"), note: z.string() })
  .meta({ id: "Because" });
export type Because = z.infer<typeof Because>;

/** A task's states. Governance gives only `planned` and `deferred` (shown as Parked); the owner gives the others. */
export const TaskStatus = z
  .enum(["planned", "in_progress", "done", "deferred", "skipped"])
  .meta({ id: "TaskStatus" });
export type TaskStatus = z.infer<typeof TaskStatus>;

/** Which of how many: an instance of a series, or a part of a task too long for half a week. */
export const Position = z
  .object({ index: z.int().min(1), total: z.int().min(2) })
  .refine(({ index, total }) => index <= total, "The index is past the total.")
  .meta({ id: "Position" });
export type Position = z.infer<typeof Position>;

/** A task of the master plan (plan pipeline, section 6). Undated ones have neither week, due_date nor due_at. */
export const PlanTask = z
  .object({
    id: z.string().regex(/^tsk_[0-9a-f]{10,40}$/),
    title: z.string().min(1),
    desc: z.string(),
    steps: z.array(z.string()),
    channel: Channel,
    effort: z.literal([1, 2, 3]),
    estimated_minutes: z.int().min(1),
    week: z.int().min(1).max(13).nullable(),
    due_date: z.iso.date().nullable().describe("The owner's local date; the truth that due_at follows"),
    due_at: z.iso.datetime({ offset: true }).nullable().describe("17:00 on due_date in the plan's time zone"),
    status: TaskStatus,
    tags: z.array(z.string()).describe("alva_tags_v1, unique and sorted"),
    priority: z.literal([1, 2, 3]).describe("1 first"),
    quick_win: z.boolean(),
    due_hint: z
      .string()
      .nullable()
      .describe("`before_first_launch`, `by:YYYY-MM-DD` or `day:mon` to `day:fri`"),
    series: Position.nullable(),
    part: Position.nullable(),
    because: z.array(Because),
    source: z.object({
      module: Channel,
      module_task_id: z.string(),
      fallback: z.boolean().describe("A standard task, used because the model failed"),
    }),
    external_refs: z.object({
      gcal_event_id: z.string().nullable(),
      clickup_task_id: z.string().nullable(),
    }),
  })
  .meta({ id: "PlanTask" });
export type PlanTask = z.infer<typeof PlanTask>;

/** What governance can have decided about a task (plan pipeline, section 5). */
export const ResolutionType = z
  .enum([
    "already_on_board",
    "channel_gated",
    "deadline_passed",
    "defer_over_capacity",
    "defer_quick_win",
    "deferred_past_window",
    "duplicate_removed",
    "invalid_dropped",
    "no_capacity",
    "policy_dropped",
    "repaired",
    "series_closed",
    "split_to_fit",
  ])
  .meta({ id: "ResolutionType" });
export type ResolutionType = z.infer<typeof ResolutionType>;

/** One line of the ledger of decisions (plan pipeline, section 5.11). */
export const ResolutionLogEntry = z
  .object({
    type: ResolutionType,
    week: z.iso.date().nullable().describe("Monday of the week it concerns, if any"),
    count: z.int().min(0).describe("Number of items"),
    items: z.array(z.string()).describe("Task ids, or `module:module_task_id` of tasks that never got one"),
    detail: z.string().optional(),
    kept: z.string().optional().describe("What stayed in the item's place"),
    score: z.number().min(0).max(1).optional().describe("Similarity of the two titles, to 3 decimals"),
  })
  .meta({ id: "ResolutionLogEntry" });
export type ResolutionLogEntry = z.infer<typeof ResolutionLogEntry>;

/** The one plan that the dashboard reads (plan pipeline, section 6). */
export const MasterPlan = z
  .object({
    plan: z.object({
      client_id: z.string(),
      window_start: z.iso.date(),
      window_end: z.iso.date(),
      weekly_capacity_hours: z.int().min(0).max(20),
      timezone: z.string().describe("IANA name"),
    }),
    tasks: z.array(PlanTask),
    meta: z.object({
      generated_at: z.iso.datetime({ offset: true }),
      governance_version: z.literal("v1.0.0"),
      profile_version: z.int().min(1).optional(),
      resolution_log: z.array(ResolutionLogEntry),
    }),
  })
  .meta({ id: "MasterPlan" });
export type MasterPlan = z.infer<typeof MasterPlan>;

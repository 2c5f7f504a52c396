import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** The api worker's schema; no other role can read it. */
export const app = pgSchema("app");

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

/** Each person's newest profile. The person's id comes from the access token; the account itself lives with auth. */
export const profiles = app.table("profiles", {
  userId: uuid("user_id").primaryKey(),
  version: integer("version").notNull(),
  profile: jsonb("profile").notNull(),
  profileHash: text("profile_hash").notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** Every version a profile ever had, so that a plan can show what it was based on. */
export const profileVersions = app.table(
  "profile_versions",
  {
    userId: uuid("user_id").notNull(),
    version: integer("version").notNull(),
    profile: jsonb("profile").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.version] })],
);

export const planState = app.enum("plan_state", [
  "queued",
  "strategy",
  "modules",
  "merging",
  "ready",
  "ready_partial",
  "failed",
  "cancelled",
]);

/** A plan is a state machine: only conditional updates that name the state they start from move it. */
export const plans = app.table(
  "plans",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id").notNull(),
    state: planState("state").notNull(),
    /** Rises by one with every change of the plan or of a step. */
    sequence: integer("sequence").notNull(),
    profile: jsonb("profile").notNull(),
    /** What makes two requests ask for the same plan: the profile's hash and the prompts' versions. */
    generationKey: text("generation_key").notNull(),
    customPlan: jsonb("custom_plan"),
    artifacts: jsonb("artifacts"),
    /** The master plan without its tasks, which have a table of their own. */
    masterPlan: jsonb("master_plan"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (table) => [
    index("plans_of_user").on(table.userId, table.createdAt),
    uniqueIndex("one_running_plan_per_generation_key")
      .on(table.userId, table.generationKey)
      .where(sql`${table.finishedAt} is null`),
    index("unfinished_plans")
      .on(table.createdAt)
      .where(sql`${table.finishedAt} is null`),
  ],
);

export const planStep = app.enum("plan_step", ["strategy", "ppc", "blog", "email", "social"]);
export const planStepState = app.enum("plan_step_state", [
  "waiting",
  "working",
  "retrying",
  "done",
  "template",
  "not_needed",
  "failed",
]);

/** One question to the model. An attempt is counted when its message is due to be sent, before it is sent. */
export const planSteps = app.table(
  "plan_steps",
  {
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    step: planStep("step").notNull(),
    state: planStepState("state").notNull(),
    attempt: smallint("attempt").notNull(),
    /** When the present attempt's message is due at the model; null while waiting. */
    dueAt: at("due_at"),
    reason: text("reason"),
    /** What was wrong with the last answer, sent along with the next attempt. */
    messages: jsonb("messages").notNull().default([]),
    /** The accepted answer after validation. */
    output: jsonb("output"),
    /** The model's own words and figures, kept so that a plan can be explained and merged again. */
    answer: jsonb("answer"),
    answeredAt: at("answered_at"),
  },
  (table) => [primaryKey({ columns: [table.planId, table.step] })],
);

/** The history of a plan: one row per sequence number. */
export const planEvents = app.table(
  "plan_events",
  {
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    sequence: integer("sequence").notNull(),
    at: at("at").notNull().defaultNow(),
    event: jsonb("event").notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.sequence] })],
);

/** Requests by their Idempotency-Key, each bound to the plan it led to. */
export const planRequests = app.table(
  "plan_requests",
  {
    userId: uuid("user_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    /** Whether the request started the plan or found it. */
    started: boolean("started").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.idempotencyKey] })],
);

export const taskStatus = app.enum("task_status", ["planned", "in_progress", "done", "deferred", "skipped"]);

/** The tasks of a plan. `task` is the plan's task; the columns are what its owner may change or filter by. */
export const tasks = app.table(
  "tasks",
  {
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    userId: uuid("user_id").notNull(),
    /** Place in the order that governance gave. */
    position: integer("position").notNull(),
    status: taskStatus("status").notNull(),
    channel: text("channel").notNull(),
    week: smallint("week"),
    dueDate: date("due_date", { mode: "string" }),
    quickWin: boolean("quick_win").notNull(),
    pinned: boolean("pinned").notNull().default(false),
    origin: text("origin", { enum: ["plan", "owner"] })
      .notNull()
      .default("plan"),
    completedAt: at("completed_at"),
    /** The day of completion in the plan's time zone; fixed then, so that a move does not rewrite the streak. */
    completedLocalDate: date("completed_local_date", { mode: "string" }),
    task: jsonb("task").notNull(),
    notes: text("notes").notNull().default(""),
    /** When each field that its owner changed was last changed, by the time the person did it. */
    fieldTimes: jsonb("field_times").notNull().default({}),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.id] }),
    index("tasks_of_user").on(table.userId, table.id),
  ],
);

/** What each operation on tasks was answered, so that its repetition gets the same answer and has no effect. */
export const taskOperations = app.table(
  "task_operations",
  {
    userId: uuid("user_id").notNull(),
    operationId: uuid("operation_id").notNull(),
    planId: uuid("plan_id")
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    requestHash: text("request_hash").notNull(),
    answer: jsonb("answer").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.operationId] }),
    index("task_operations_of_plan").on(table.planId),
  ],
);

/** Each person's calendar feed. Its address holds the secret, which is stored as a hash alone. */
export const calendarFeeds = app.table("calendar_feeds", {
  userId: uuid("user_id").primaryKey(),
  secretHash: text("secret_hash").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
});

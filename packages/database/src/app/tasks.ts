import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { traceId } from "../trace-id.ts";
import { plans } from "./plans.ts";
import { app, at } from "./schema.ts";

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

/** What became of each task, for its panel: one row per change, written by the statement that made it. */
export const taskChanges = app.table(
  "task_changes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    userId: uuid("user_id").notNull(),
    taskId: text("task_id").notNull(),
    at: at("at").notNull().defaultNow(),
    change: jsonb("change").notNull(),
  },
  (table) => [index("task_changes_of_task").on(table.userId, table.taskId, table.id)],
);

/** Texts that the model drafted for a task: asked for, answered by QStash, checked by code. */
export const drafts = app.table(
  "drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id").notNull(),
    taskId: text("task_id").notNull(),
    kind: text("kind", { enum: ["text", "outline", "post"] }).notNull(),
    state: text("state", {
      enum: ["queued", "working", "retrying", "fixing", "ready", "failed", "cancelled"],
    }).notNull(),
    attempt: smallint("attempt").notNull().default(1),
    /** How often the present attempt was put off because the model's service was busy. */
    waits: smallint("waits").notNull().default(0),
    /** When the present attempt's message is due at the model. */
    dueAt: at("due_at").notNull().defaultNow(),
    /** Everything the model is asked with, so that a lost message can be sent again. */
    input: jsonb("input").notNull(),
    /** Of the request that asked for it. */
    traceId: traceId(),
    /** What was wrong with the last answer, sent along with the next attempt. */
    messages: jsonb("messages").notNull().default([]),
    content: jsonb("content"),
    /** Each check of the code and what it found. */
    checks: jsonb("checks"),
    /** The model's own words and figures. */
    answer: jsonb("answer"),
    reason: text("reason"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("drafts_of_task").on(table.userId, table.taskId, table.createdAt),
    index("open_drafts")
      .on(table.dueAt)
      .where(sql`${table.state} in ('queued', 'working', 'retrying', 'fixing')`),
  ],
);

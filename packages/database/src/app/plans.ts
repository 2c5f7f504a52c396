import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { traceId } from "../trace-id.ts";
import { app, at } from "./schema.ts";

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
    /** Of the request that asked for it. */
    traceId: traceId(),
    customPlan: jsonb("custom_plan"),
    artifacts: jsonb("artifacts"),
    /** A plan made anew by a model, or merged anew from the stored outputs of its parent without one. */
    kind: text("kind", { enum: ["generated", "replanned"] })
      .notNull()
      .default("generated"),
    /** The plan that was current when this one took its place or was made to. */
    parentId: uuid("parent_id"),
    /** When its owner took it over; the current plan is the one applied last and not undone. */
    appliedAt: at("applied_at"),
    undoneAt: at("undone_at"),
    /** When its owner said no to it instead; it was never applied then and will not be. */
    declinedAt: at("declined_at"),
    /** When its owner wished not to be asked about it again, as it waited or had failed. It can still be applied. */
    putAsideAt: at("put_aside_at"),
    /** Answers that changed since, given up to then, are those the owner of this current plan does not want to be told of. */
    answersPutAsideUntil: at("answers_put_aside_until"),
    /** The master plan without its tasks, which have a table of their own. */
    masterPlan: jsonb("master_plan"),
    /** All that governance was given, so that the plan can be merged again, and the SHA-256 of what it made of it. */
    mergeInput: jsonb("merge_input"),
    mergeHash: text("merge_hash"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (table) => [
    index("plans_of_user").on(table.userId, table.createdAt),
    uniqueIndex("one_running_plan_per_generation_key")
      .on(table.userId, table.generationKey)
      .where(sql`${table.finishedAt} is null`),
    index("finished_plans").on(table.finishedAt),
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
    /** How often the present attempt was put off because the model's service was busy. */
    waits: smallint("waits").notNull().default(0),
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

/** Tokens that each person's model calls took on a day (UTC), so that a budget can be held. */
export const modelUsage = app.table(
  "model_usage",
  {
    userId: uuid("user_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    promptTokens: integer("prompt_tokens").notNull().default(0),
    completionTokens: integer("completion_tokens").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.userId, table.day] })],
);

import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { chatMessages } from "./desk.ts";
import { planStep, plans } from "./plans.ts";
import { app, at } from "./schema.ts";
import { drafts } from "./tasks.ts";

/**
 * Every attempt at having the model answer, accepted or not: one row, written by the statement that records what the attempt
 * led to. It is about a plan's step, a draft, or a message at the desk, and is erased with it.
 */
export const modelAttempts = app.table(
  "model_attempts",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    userId: uuid("user_id").notNull(),
    planId: uuid("plan_id").references(() => plans.id, { onDelete: "cascade" }),
    step: planStep("step"),
    draftId: uuid("draft_id").references(() => drafts.id, { onDelete: "cascade" }),
    messageId: text("message_id"),
    attempt: smallint("attempt").notNull(),
    promptVersion: text("prompt_version").notNull(),
    /** SHA-256 of the canonical JSON (RFC 8785) of the request, the model's name included. */
    requestHash: text("request_hash").notNull(),
    /** As the answer named it; null when none came. */
    model: text("model"),
    promptTokens: integer("prompt_tokens").notNull(),
    completionTokens: integer("completion_tokens").notNull(),
    /** The model's own words, a megabyte at most; null when none came, or when they must not be kept. */
    output: text("output"),
    /** SHA-256 of `output`. */
    outputHash: text("output_hash"),
    /** The state to which the attempt brought what it is about. */
    outcome: text("outcome").notNull(),
    reason: text("reason"),
    at: at("at").notNull().defaultNow(),
  },
  (table) => [
    unique("one_outcome_per_plan_attempt").on(table.planId, table.step, table.attempt),
    unique("one_outcome_per_draft_attempt").on(table.draftId, table.attempt),
    foreignKey({
      name: "model_attempts_of_message",
      columns: [table.userId, table.messageId],
      foreignColumns: [chatMessages.userId, chatMessages.id],
    }).onDelete("cascade"),
    index("model_attempts_of_user").on(table.userId, table.messageId),
    check("about_one_thing", sql`num_nonnulls(${table.planId}, ${table.draftId}, ${table.messageId}) = 1`),
  ],
);

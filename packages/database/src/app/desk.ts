import { bigint, foreignKey, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/** The conversation at the desk, oldest first by `position`; message parts as the AI SDK's UI messages have them. */
export const chatMessages = app.table(
  "chat_messages",
  {
    /** Questions have their client's id, so ids are unique per person only. */
    id: text("id").notNull(),
    userId: uuid("user_id").notNull(),
    position: bigint("position", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    role: text("role", { enum: ["user", "assistant"] }).notNull(),
    parts: jsonb("parts").notNull(),
    /** Of an answer; a question is complete. One that is `answering` for too long was left behind by a dead worker. */
    state: text("state", { enum: ["answering", "complete", "stopped", "failed"] })
      .notNull()
      .default("complete"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("chat_messages_of_user").on(table.userId, table.position),
  ],
);

/** Changes that the desk proposed. Only the person's confirmation carries one out, once. */
export const chatProposals = app.table(
  "chat_proposals",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    messageId: text("message_id").notNull(),
    kind: text("kind").notNull(),
    /** What would be done, complete. */
    proposal: jsonb("proposal").notNull(),
    state: text("state", { enum: ["proposed", "confirmed", "cancelled"] })
      .notNull()
      .default("proposed"),
    createdAt: at("created_at").notNull().defaultNow(),
    decidedAt: at("decided_at"),
  },
  (table) => [
    foreignKey({
      name: "chat_proposals_of_message",
      columns: [table.userId, table.messageId],
      foreignColumns: [chatMessages.userId, chatMessages.id],
    }).onDelete("cascade"),
    index("chat_proposals_of_user").on(table.userId, table.messageId),
  ],
);

import { bigint, index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/** The conversation at the desk, oldest first by `position`; message parts as the AI SDK's UI messages have them. */
export const chatMessages = app.table(
  "chat_messages",
  {
    id: text("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    position: bigint("position", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    role: text("role", { enum: ["user", "assistant"] }).notNull(),
    parts: jsonb("parts").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [index("chat_messages_of_user").on(table.userId, table.position)],
);

/** Changes that the desk proposed. Only the person's confirmation carries one out, once. */
export const chatProposals = app.table(
  "chat_proposals",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    messageId: text("message_id")
      .notNull()
      .references(() => chatMessages.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** What would be done, complete. */
    proposal: jsonb("proposal").notNull(),
    state: text("state", { enum: ["proposed", "confirmed", "cancelled"] })
      .notNull()
      .default("proposed"),
    createdAt: at("created_at").notNull().defaultNow(),
    decidedAt: at("decided_at"),
  },
  (table) => [index("chat_proposals_of_user").on(table.userId, table.messageId)],
);

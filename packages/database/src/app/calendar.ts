import { boolean, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

const feedColumns = () => ({
  userId: uuid("user_id").primaryKey(),
  secretHash: text("secret_hash").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
  private: boolean("private").notNull().default(false),
  /** When an option last changed while the address stayed; null since it was made. Every event changed then. */
  optionsChangedAt: at("options_changed_at"),
});

const contents = { enum: ["include", "exclude", "only"] } as const;

/** Each person's calendar feed. Its address holds the secret, which is stored as a hash alone. */
export const calendarFeeds = app.table("calendar_feeds", {
  ...feedColumns(),
  quickWins: text("quick_wins", contents).notNull().default("include"),
});

/**
 * Each person's second feed, of quick wins. A table of its own, as a second key of the first one would fail the upserts
 * by person of workers that still run while the next are deployed.
 */
export const quickWinFeeds = app.table("quick_win_feeds", {
  ...feedColumns(),
  quickWins: text("quick_wins", contents).notNull().default("only"),
});

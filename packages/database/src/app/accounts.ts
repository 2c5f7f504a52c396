import { boolean, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/**
 * Accounts that were ever to be erased, by the latest word of the auth worker. Feeds, links to exports and optional mails stop
 * meanwhile.
 */
export const closingAccounts = app.table("closing_accounts", {
  userId: uuid("user_id").primaryKey(),
  closing: boolean("closing").notNull(),
  /** When the auth worker decided that; what it decided before no longer counts. */
  decidedAt: at("decided_at").notNull(),
});

import { text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/** Each person's calendar feed. Its address holds the secret, which is stored as a hash alone. */
export const calendarFeeds = app.table("calendar_feeds", {
  userId: uuid("user_id").primaryKey(),
  secretHash: text("secret_hash").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
});

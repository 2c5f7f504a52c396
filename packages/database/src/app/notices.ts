import { sql } from "drizzle-orm";
import { boolean, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/** Which optional mails a person wants. Without a row the defaults hold: the plan's readiness alone. */
export const noticeSettings = app.table(
  "notice_settings",
  {
    userId: uuid("user_id").primaryKey(),
    planReady: boolean("plan_ready").notNull().default(true),
    dailyQuickWin: boolean("daily_quick_win").notNull().default(false),
    weeklyPulse: boolean("weekly_pulse").notNull().default(false),
    resumeOnboarding: boolean("resume_onboarding").notNull().default(true),
    updatedAt: at("updated_at").notNull().defaultNow(),
    /** When to look whether a daily or weekly mail is due: the person's next morning. Null when they want neither. */
    nextLookAt: at("next_look_at"),
  },
  (table) => [
    index("notice_settings_to_look_at")
      .on(table.nextLookAt)
      .where(sql`${table.nextLookAt} is not null`),
  ],
);

/** Each optional mail that was due: once per person, kind and occasion, which is a plan's id or a local date. */
export const notices = app.table(
  "notices",
  {
    userId: uuid("user_id").notNull(),
    kind: text("kind", {
      enum: ["plan_ready", "daily_quick_win", "weekly_pulse", "resume_onboarding"],
    }).notNull(),
    occasion: text("occasion").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    /** Nobody else may hand it on before: a lease while a dispatch runs. */
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
    /** When it is worth nothing any more and is not handed on. */
    expiresAt: at("expires_at").notNull(),
    /** When QStash took it, or when there was nothing left to tell. */
    handedOnAt: at("handed_on_at"),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind, table.occasion] }),
    index("notices_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.handedOnAt} is null`),
  ],
);

import { type SQL, sql } from "drizzle-orm";

/** Whether anything is stored that this person told or chose. Whatever else there is of somebody came from that. */
export function isKnown(userId: SQL): SQL {
  return sql`(exists (select from app.profiles own where own.user_id = ${userId})
    or exists (select from app.card_answers own where own.user_id = ${userId})
    or exists (select from app.uploads own where own.user_id = ${userId})
    or exists (select from app.chat_messages own where own.user_id = ${userId})
    or exists (select from app.notice_settings own where own.user_id = ${userId})
    or exists (select from app.calendar_feeds own where own.user_id = ${userId})
    or exists (select from app.quick_win_feeds own where own.user_id = ${userId}))`;
}

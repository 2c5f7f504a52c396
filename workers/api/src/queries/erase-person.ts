import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, select } from "./rows.ts";

/** Erases everything of a person, in one statement. Repeating it is harmless, and erases what was written since. */
export async function erasePerson(db: AppDatabase, userId: string): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with profiles as (delete from app.profiles where user_id = ${userId}),
      versions as (delete from app.profile_versions where user_id = ${userId}),
      answers as (delete from app.card_answers where user_id = ${userId}),
      uploads as (delete from app.uploads where user_id = ${userId}),
      usage as (delete from app.model_usage where user_id = ${userId}),
      measures as (delete from app.measured_values where user_id = ${userId}),
      history as (delete from app.task_changes where user_id = ${userId}),
      drafts as (delete from app.drafts where user_id = ${userId}),
      messages as (delete from app.chat_messages where user_id = ${userId}),
      notice_settings as (delete from app.notice_settings where user_id = ${userId}),
      notices as (delete from app.notices where user_id = ${userId}),
      closing as (delete from app.closing_accounts where user_id = ${userId}),
      feed as (delete from app.calendar_feeds where user_id = ${userId}),
      quick_win_feed as (delete from app.quick_win_feeds where user_id = ${userId}),
      export_links as (delete from app.export_links where user_id = ${userId})
      delete from app.plans where user_id = ${userId}`,
  );
}

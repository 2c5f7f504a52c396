import { sql } from "drizzle-orm";
import { type AuthDatabase, run } from "./rows.ts";

/** Deletes what ended long ago: links with their mails, notices, sessions with their tokens, and old events. */
export async function forgetPast(db: AuthDatabase): Promise<void> {
  await run(
    db,
    sql`
      with links as (
        delete from auth.magic_links where expires_at < now() - interval '7 days'
      ), notices as (
        delete from auth.mail_outbox where link_id is null and created_at < now() - interval '7 days'
      ), events as (
        delete from auth.audit_events where at < now() - interval '1 year'
      )
      delete from auth.sessions where created_at < now() - interval '60 days'`,
  );
}

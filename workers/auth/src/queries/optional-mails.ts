import type { NoticeDue } from "@alva/contracts/notice";
import { sql } from "drizzle-orm";
import { type AuthDatabase, run } from "./rows.ts";

/**
 * Writes an optional mail into the outbox, once per id, to the account's address of this moment; nothing when the
 * account is gone, disabled or closing, or when it is too late.
 */
export async function writeOptionalMailOnce(
  db: AuthDatabase,
  { id, user_id, kind, facts, unsubscribe, send_before }: NoticeDue & { readonly id: string },
): Promise<void> {
  await run(
    db,
    sql`
      insert into auth.mail_outbox (id, kind, recipient, facts, next_attempt_at)
      select ${id}::uuid, ${kind}::auth.mail_kind, email, ${JSON.stringify({ ...facts, unsubscribe })}::jsonb, now()
      from auth.users
      where id = ${user_id} and erases_at is null and disabled_at is null
        and now() < ${send_before}::timestamptz
      on conflict (id) do nothing`,
  );
}

import { Account, DeletionScheduled } from "@alva/contracts/auth";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { OpenedWith } from "../opened-with.ts";
import { aliveSession, type Caller } from "./alive-session.ts";
import { writeEvents } from "./audit.ts";
import { queueClosing } from "./closings.ts";
import { type AuthDatabase, rfc3339, select } from "./rows.ts";

/** Days between asking for an account to be erased and its erasure (product specification, section 6.13). */
const graceDays = 14;

interface ScheduleDeletion extends Caller {
  /** What the person typed to confirm. */
  readonly email: string;
  readonly openedWith: OpenedWith;
  readonly traceId: string;
}

/**
 * Schedules the caller's account for erasure, ends all its sessions and queues the mail that says so. Doing it again ends
 * the sessions and leaves the date. `null` when the typed address is not the account's, undefined when the caller's
 * session has ended: nothing is changed then.
 */
export async function scheduleDeletion(
  db: AuthDatabase,
  { email, openedWith, traceId, ...caller }: ScheduleDeletion,
): Promise<DeletionScheduled | null | undefined> {
  const rows = await select(
    db,
    z.object({ erases_at: DeletionScheduled.shape.erases_at.nullable() }),
    sql`
      with caller as (${aliveSession(caller)}), scheduled as (
        update auth.users set erases_at = coalesce(users.erases_at, now() + ${graceDays} * interval '1 day')
        from caller
        where users.id = caller.user_id and users.email = ${email}
        returning users.id, users.email, users.erases_at, caller.session_id, caller.erases_at is null as first_time
      ), ended as (
        update auth.sessions set revoked_at = now(), revoked_for = 'account_deleted'
        from scheduled where sessions.user_id = scheduled.id and sessions.revoked_at is null
      ), notice as (
        insert into auth.mail_outbox (id, kind, recipient, facts, next_attempt_at)
        select gen_random_uuid(), 'deletion_scheduled', email,
          jsonb_build_object('erases_at', ${rfc3339(sql`erases_at`)}), now()
        from scheduled where first_time
      ), closing as (
        ${queueClosing({ from: sql`scheduled where first_time`, closing: true, traceId })}
      ), event as (
        ${writeEvents(openedWith, {
          kind: "deletion_requested",
          from: sql`scheduled where first_time`,
          userId: sql`id`,
          sessionId: sql`session_id`,
        })}
      )
      select (select ${rfc3339(sql`erases_at`)} from scheduled) as erases_at from caller`,
  );
  const [row] = rows;
  if (!row) return undefined;
  return row.erases_at === null ? null : { erases_at: row.erases_at };
}

interface Restore extends Caller {
  readonly openedWith: OpenedWith;
  readonly traceId: string;
}

/** Keeps an account that waits to be erased. The account as it is now, or undefined when the session has ended. */
export async function restoreAccount(
  db: AuthDatabase,
  { openedWith, traceId, ...caller }: Restore,
): Promise<Account | undefined> {
  const rows = await select(
    db,
    Account,
    sql`
      with caller as (${aliveSession(caller)}), restored as (
        update auth.users set erases_at = null from caller
        where users.id = caller.user_id and users.erases_at is not null
        returning users.id, caller.session_id
      ), restoring as (
        ${queueClosing({ from: sql`restored`, closing: false, traceId })}
      ), event as (
        ${writeEvents(openedWith, {
          kind: "account_restored",
          from: sql`restored`,
          userId: sql`id`,
          sessionId: sql`session_id`,
        })}
      )
      select user_id as id, email, ${rfc3339(sql`created_at`)} as created_at, null as erases_at from caller`,
  );
  return rows[0];
}

/**
 * Erases the accounts whose time has come, with all that this schema holds of them but the fact. Each is told its last
 * mail, and the api worker is to be told. An account that is restored at this moment stays. Returns the erased ids.
 */
export async function eraseDueAccounts(db: AuthDatabase, { limit }: { limit: number }): Promise<string[]> {
  const rows = await select(
    db,
    z.object({ id: z.uuid() }),
    sql`
      with erased as (
        delete from auth.users where id in (
          select id from auth.users where erases_at <= now() order by erases_at limit ${limit} for update skip locked)
          and erases_at <= now()
        returning id, email
      ), links as (
        delete from auth.magic_links
        where email in (select email from erased) or user_id in (select id from erased)
      ), events as (
        delete from auth.audit_events where user_id in (select id from erased)
      ), notices as (
        delete from auth.mail_outbox where link_id is null and recipient in (select email from erased)
      ), farewell as (
        insert into auth.mail_outbox (id, kind, recipient, next_attempt_at)
        select gen_random_uuid(), 'account_erased', email, now() from erased
      ), told as (
        insert into auth.erasures (user_id) select id from erased
      ), event as (
        insert into auth.audit_events (kind, user_id) select 'account_erased', id from erased
      )
      select id from erased`,
  );
  return rows.map(({ id }) => id);
}

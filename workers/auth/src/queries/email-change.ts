import { sqlState } from "@alva/database/client";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { OpenedWith } from "../opened-with.ts";
import { alive, aliveSession, type Caller } from "./alive-session.ts";
import { writeEvents } from "./audit.ts";
import { linkTtlSeconds, type NewLink } from "./links.ts";
import { firstRetrySeconds } from "./outbox.ts";
import { type AuthDatabase, rfc3339, select } from "./rows.ts";

const Asked = z.discriminatedUnion("queued", [
  z.object({
    queued: z.literal("change_email"),
    current_email: z.string(),
    link_expires_at: z.iso.datetime(),
  }),
  z.object({ queued: z.literal("address_taken") }),
  z.object({ queued: z.null() }),
]);

/**
 * Writes a link to a new address of the caller's account, with the mail that carries it; where the address has an
 * account already, a notice to it takes their place, which does not tell whose account it was. The mail's first attempt
 * belongs to the caller; `queued` is null when the address may not be mailed now. Undefined when the caller's session has
 * ended: nothing is written.
 */
export async function writeChangeLinkWithMail(
  db: AuthDatabase,
  { caller, ...link }: NewLink & { caller: Caller },
) {
  const { addressHash, openedWith } = link;
  const rows = await select(
    db,
    Asked,
    sql`
      with caller as (${aliveSession(caller)}),
      taken as (select from auth.users where email = ${link.email}),
      link as (
        insert into auth.magic_links (id, email, user_id, session_id, key_id, secret_hash, browser_hash, expires_at)
        select ${link.linkId}::uuid, ${link.email}, user_id, session_id, ${link.keyId}, ${link.secretHash},
          ${link.browserHash}, now() + ${linkTtlSeconds} * interval '1 second'
        from caller where ${link.admitted} and not exists (select from taken)
        returning id, expires_at
      ), mail as (
        insert into auth.mail_outbox (id, link_id, kind, recipient, facts, attempts, next_attempt_at)
        select ${link.mailId}::uuid, (select id from link),
          (case when exists (select from link) then 'change_email' else 'address_taken' end)::auth.mail_kind,
          ${link.email},
          case when exists (select from link) then jsonb_build_object('current_email', email) else '{}' end,
          1, now() + ${firstRetrySeconds} * interval '1 second'
        from caller where ${link.admitted}
        returning kind
      ), event as (
        ${writeEvents(openedWith, {
          kind: "email_change_requested",
          from: sql`caller`,
          userId: sql`user_id`,
          sessionId: sql`session_id`,
          addressHash,
        })}
      )
      select email as current_email, (select kind from mail) as queued,
        (select ${rfc3339(sql`expires_at`)} from link) as link_expires_at
      from caller`,
  );
  return rows[0];
}

const Changed = z.object({ email: z.string() });

interface SpendChangeLink {
  readonly secretHash: string;
  readonly browserHash: string;
  readonly requireSameBrowser: boolean;
  readonly openedWith: OpenedWith;
}

/**
 * Moves the account to the address that the link went to, exactly once; its sessions stay, its other links to new
 * addresses die, the old address is told. Undefined for every link that does not work, also when the session that asked
 * has ended or the address got an account meanwhile: nothing is changed.
 */
export async function spendChangeLink(db: AuthDatabase, args: SpendChangeLink) {
  try {
    const [changed] = await select(
      db,
      Changed,
      sql`
        with link as (
          select magic_links.id, magic_links.email as new_email, users.email as old_email,
            magic_links.user_id, magic_links.session_id
          from auth.magic_links
            join auth.sessions on sessions.id = magic_links.session_id
            join auth.users on users.id = magic_links.user_id
          where secret_hash = ${args.secretHash} and spent_at is null and expires_at > now()
            and (browser_hash = ${args.browserHash} or not ${args.requireSameBrowser})
            and ${alive}
          for update of magic_links, users
        ), changed as (
          update auth.users set email = link.new_email from link
          where users.id = link.user_id
            and not exists (select from auth.users as other where other.email = link.new_email)
          returning users.id, users.email, link.old_email, link.session_id
        ), spent as (
          update auth.magic_links set spent_at = now()
          from changed
          where magic_links.user_id = changed.id and magic_links.spent_at is null
        ), notice as (
          insert into auth.mail_outbox (id, kind, recipient, facts, next_attempt_at)
          select gen_random_uuid(), 'email_changed', old_email, jsonb_build_object('new_email', email), now()
          from changed
        ), event as (
          ${writeEvents(args.openedWith, {
            kind: "email_changed",
            from: sql`changed`,
            userId: sql`id`,
            sessionId: sql`session_id`,
          })}
        )
        select email from changed`,
    );
    return changed;
  } catch (error) {
    // Somebody else took the address at this very moment (SQLSTATE 23505, unique violation).
    if (sqlState(error) === "23505") return undefined;
    throw error;
  }
}

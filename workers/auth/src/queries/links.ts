import { maxSessions } from "@alva/contracts/auth";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { OpenedWith } from "../opened-with.ts";
import { writeEvents } from "./audit.ts";
import { firstRetrySeconds, SignInMailKind } from "./outbox.ts";
import { type AuthDatabase, rfc3339, select } from "./rows.ts";

/** Seconds a link lasts: ten minutes. */
export const linkTtlSeconds = 600;

/** How many links of one address may be usable at once; older ones die. */
const maxOutstanding = 3;

const QueuedMail = z.object({
  kind: SignInMailKind,
  recipient: z.string(),
  link_expires_at: z.iso.datetime(),
});

/** A link as it is written: nothing in it can be used to sign in. */
export interface NewLink {
  readonly linkId: string;
  readonly mailId: string;
  readonly email: string;
  /** Keyed hash of the address, for the audit log. */
  readonly addressHash: string;
  readonly keyId: string;
  readonly secretHash: string;
  readonly browserHash: string;
  /** Whether the address may be mailed now. If not, the request alone is noted. */
  readonly admitted: boolean;
  readonly openedWith: OpenedWith;
}

interface NewSignInLink extends NewLink {
  /** Whether the person asked for a new account rather than for a link. */
  readonly registering: boolean;
}

/**
 * Writes a sign-in link and, in the same statement, the mail that carries it. The mail's first attempt belongs to the
 * caller. Undefined when the address may not be mailed now or its account is disabled: then no link is written.
 */
export async function writeLinkWithMail(db: AuthDatabase, link: NewSignInLink) {
  const { addressHash, openedWith } = link;
  const rows = await select(
    db,
    QueuedMail,
    sql`
      with asked as (select ${link.email}::text as email),
      account as (
        select asked.email, users.id, users.disabled_at
        from asked left join auth.users on users.email = asked.email
      ), link as (
        insert into auth.magic_links (id, email, user_id, key_id, secret_hash, browser_hash, expires_at)
        select ${link.linkId}::uuid, email, id, ${link.keyId}, ${link.secretHash}, ${link.browserHash},
          now() + ${linkTtlSeconds} * interval '1 second'
        from account where disabled_at is null and ${link.admitted}
        returning id, email, user_id, expires_at
      ), event as (
        ${writeEvents(openedWith, {
          kind: link.admitted ? "link_requested" : "link_throttled",
          from: sql`account`,
          userId: sql`id`,
          addressHash,
        })}
      )
      insert into auth.mail_outbox (id, link_id, kind, recipient, attempts, next_attempt_at)
      select ${link.mailId}::uuid, id,
        (case when user_id is null then 'welcome'
              when ${link.registering} then 'account_exists'
              else 'sign_in' end)::auth.mail_kind,
        email, 1, now() + ${firstRetrySeconds} * interval '1 second'
      from link
      returning kind, recipient, (select ${rfc3339(sql`expires_at`)} from link) as link_expires_at`,
  );
  return rows[0];
}

const SignIn = z.object({
  user_id: z.uuid(),
  email: z.string(),
  erases_at: z.iso.datetime().nullable(),
  same_browser: z.boolean(),
});

interface SpendLink {
  readonly secretHash: string;
  /** Hash of the mark of the browser that presents the link. */
  readonly browserHash: string;
  readonly requireSameBrowser: boolean;
  readonly sessionId: string;
  /** Hash of the session's first refresh token. */
  readonly tokenHash: string;
  readonly openedWith: OpenedWith;
}

/**
 * Spends a sign-in link: exactly one caller gets the sign-in, however many present the link at once. In the same
 * statement the link's siblings die, the account begins if there was none, the session with its first token is written,
 * the longest unused session goes if there are too many, and a device that the account has not seen is told of by mail.
 * Undefined for every link that does not work, which changes nothing.
 *
 * The locks on the address's links are taken in one order, so two siblings presented at once wait for each other
 * instead of both winning or deadlocking.
 */
export async function spendLink(db: AuthDatabase, args: SpendLink) {
  const { openedWith } = args;
  const { device, browser, place } = openedWith;
  const event = { userId: sql`account.id`, sessionId: sql`${args.sessionId}` };
  const rows = await select(
    db,
    SignIn,
    sql`
      with outstanding as (
        select id, email, user_id, secret_hash, browser_hash, created_at, expires_at
        from auth.magic_links
        where spent_at is null and session_id is null
          and email = (select email from auth.magic_links where secret_hash = ${args.secretHash})
        order by created_at desc, id
        for update
      ), usable as (
        select * from outstanding where expires_at > now() order by created_at desc, id limit ${maxOutstanding}
      ), chosen as (
        select email, browser_hash = ${args.browserHash} as same_browser,
          not exists (select from auth.users where users.email = usable.email) as new_account
        from usable
        where secret_hash = ${args.secretHash}
          and (browser_hash = ${args.browserHash} or not ${args.requireSameBrowser})
          and (user_id is null or exists (
            select from auth.users
            where users.id = usable.user_id and users.email = usable.email and users.disabled_at is null))
      ), account as (
        insert into auth.users (email) select email from chosen
        on conflict (email) do update set email = excluded.email where users.disabled_at is null
        returning id, email, erases_at
      ), spent as (
        update auth.magic_links set spent_at = now()
        where id in (select id from outstanding) and exists (select from account)
      ), evicted as (
        update auth.sessions set revoked_at = now(), revoked_for = 'evicted'
        where id in (
          select sessions.id from account join auth.sessions on sessions.user_id = account.id
          where sessions.revoked_at is null
          order by sessions.rotated_at desc, sessions.id offset ${maxSessions - 1})
        returning id, user_id
      ), session as (
        insert into auth.sessions (id, user_id, device, browser, place)
        select ${args.sessionId}::uuid, id, ${device}::text, ${browser}::text, ${place}::text from account
        returning id
      ), token as (
        insert into auth.refresh_tokens (session_id, generation, token_hash)
        select id, 0, ${args.tokenHash} from session
      ), new_device as (
        select account.id, account.email from account, chosen
        where not chosen.new_account and not exists (
          select from auth.sessions
          where user_id = account.id
            and device is not distinct from ${device}::text and browser is not distinct from ${browser}::text)
      ), notice as (
        insert into auth.mail_outbox (id, kind, recipient, facts, next_attempt_at)
        select gen_random_uuid(), 'new_device', email, jsonb_build_object(
          'device', ${device}::text, 'browser', ${browser}::text, 'place', ${place}::text, 'at', ${rfc3339(sql`now()`)}),
          now()
        from new_device
      ), event as (
        ${writeEvents(
          openedWith,
          { ...event, kind: "signed_in", from: sql`account` },
          { ...event, kind: "account_created", from: sql`account, chosen where chosen.new_account` },
          { ...event, kind: "new_device", from: sql`new_device as account` },
          { kind: "session_evicted", from: sql`evicted`, userId: sql`user_id`, sessionId: sql`id` },
        )}
      )
      select account.id as user_id, account.email, ${rfc3339(sql`account.erases_at`)} as erases_at, chosen.same_browser
      from account, chosen`,
  );
  return rows[0];
}

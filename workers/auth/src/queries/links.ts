import { sql } from "drizzle-orm";
import * as z from "zod";
import { firstRetrySeconds, MailKind } from "./outbox.ts";
import { type AuthDatabase, select } from "./rows.ts";

/** Seconds a link lasts: ten minutes. */
export const linkTtlSeconds = 600;

/** How many links of one address may be usable at once; older ones die. */
const maxOutstanding = 3;

const QueuedMail = z.object({ kind: MailKind, recipient: z.string() });

interface NewLink {
  readonly linkId: string;
  readonly mailId: string;
  readonly email: string;
  readonly keyId: string;
  readonly secretHash: string;
  readonly browserHash: string;
  /** Whether the person asked for a new account rather than for a link. */
  readonly registering: boolean;
}

/**
 * Writes a link and, in the same statement, the mail that carries it. The mail's first attempt belongs to the caller.
 * Undefined when the account is disabled: nothing is written.
 */
export async function writeLinkWithMail(db: AuthDatabase, link: NewLink) {
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
        from account where disabled_at is null
        returning id, email, user_id
      )
      insert into auth.mail_outbox (id, link_id, kind, recipient, attempts, next_attempt_at)
      select ${link.mailId}::uuid, id,
        (case when user_id is null then 'welcome'
              when ${link.registering} then 'account_exists'
              else 'sign_in' end)::auth.mail_kind,
        email, 1, now() + ${firstRetrySeconds} * interval '1 second'
      from link
      returning kind, recipient`,
  );
  return rows[0];
}

const SignIn = z.object({ user_id: z.uuid(), email: z.string(), same_browser: z.boolean() });

interface SpendLink {
  readonly secretHash: string;
  /** Hash of the mark of the browser that presents the link. */
  readonly browserHash: string;
  readonly requireSameBrowser: boolean;
  readonly sessionId: string;
  /** Hash of the session's first refresh token. */
  readonly tokenHash: string;
}

/**
 * Spends a link: exactly one caller gets the sign-in, however many present the link at once. In the same statement the
 * link's siblings die, the account begins if there was none, and the session with its first token is written. Undefined
 * for every link that does not work, which changes nothing.
 *
 * The locks on the address's links are taken in one order, so two siblings presented at once wait for each other
 * instead of both winning or deadlocking.
 */
export async function spendLink(db: AuthDatabase, args: SpendLink) {
  const rows = await select(
    db,
    SignIn,
    sql`
      with outstanding as (
        select id, email, user_id, secret_hash, browser_hash, created_at, expires_at
        from auth.magic_links
        where spent_at is null
          and email = (select email from auth.magic_links where secret_hash = ${args.secretHash})
        order by created_at desc, id
        for update
      ), usable as (
        select * from outstanding where expires_at > now() order by created_at desc, id limit ${maxOutstanding}
      ), chosen as (
        select email, browser_hash = ${args.browserHash} as same_browser
        from usable
        where secret_hash = ${args.secretHash}
          and (browser_hash = ${args.browserHash} or not ${args.requireSameBrowser})
          and (user_id is null or exists (
            select from auth.users
            where users.id = usable.user_id and users.email = usable.email and users.disabled_at is null))
      ), account as (
        insert into auth.users (email) select email from chosen
        on conflict (email) do update set email = excluded.email where users.disabled_at is null
        returning id, email
      ), spent as (
        update auth.magic_links set spent_at = now()
        where id in (select id from outstanding) and exists (select from account)
      ), session as (
        insert into auth.sessions (id, user_id) select ${args.sessionId}::uuid, id from account
        returning id
      ), token as (
        insert into auth.refresh_tokens (session_id, generation, token_hash)
        select id, 0, ${args.tokenHash} from session
      )
      select account.id as user_id, account.email, chosen.same_browser from account, chosen`,
  );
  return rows[0];
}

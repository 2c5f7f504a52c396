import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AuthDatabase, select } from "./rows.ts";

const maxAttempts = 5;

/**
 * Seconds until a mail may be tried a second time; each later wait doubles. It is also the lease of the attempt that
 * runs, so it must be longer than the provider's timeout.
 */
export const firstRetrySeconds = 20;

/** What a mail says. */
export const MailKind = z.enum(["sign_in", "welcome", "account_exists"]);
export type MailKind = z.infer<typeof MailKind>;

const DueMail = z.object({
  id: z.uuid(),
  kind: MailKind,
  recipient: z.string(),
  link_id: z.uuid(),
  key_id: z.string(),
});
/** A mail whose turn it is, with what its link is derived from. */
export type DueMail = z.infer<typeof DueMail>;

/**
 * Claims mails whose turn it is, for one attempt each: two sweeps at once never claim the same. The claim lapses by
 * itself, so an attempt that dies leaves the mail for a later sweep.
 */
export async function claimDueMails(db: AuthDatabase, { limit }: { limit: number }): Promise<DueMail[]> {
  return select(
    db,
    DueMail,
    sql`
      update auth.mail_outbox as mail
      set attempts = mail.attempts + 1,
          next_attempt_at = now() + ${firstRetrySeconds} * (2 ^ mail.attempts) * interval '1 second'
      from auth.magic_links as link
      where link.id = mail.link_id and mail.id in (
        select id from auth.mail_outbox
        where sent_at is null and dead_at is null and next_attempt_at <= now() and attempts < ${maxAttempts}
        order by next_attempt_at limit ${limit}
        for update skip locked
      )
      returning mail.id, mail.kind, mail.recipient, mail.link_id, link.key_id`,
  );
}

/** Notes that the provider took a mail. */
export async function markMailSent(db: AuthDatabase, { id }: { id: string }): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`update auth.mail_outbox set sent_at = now() where id = ${id} and sent_at is null`,
  );
}

/** Gives up mails that had every attempt, or whose link expired before they left. Returns their ids. */
export async function buryDeadMails(db: AuthDatabase): Promise<string[]> {
  const rows = await select(
    db,
    z.object({ id: z.uuid() }),
    sql`
      update auth.mail_outbox as mail set dead_at = now()
      from auth.magic_links as link
      where link.id = mail.link_id and mail.sent_at is null and mail.dead_at is null
        and mail.next_attempt_at <= now()
        and (mail.attempts >= ${maxAttempts} or link.expires_at <= now())
      returning mail.id`,
  );
  return rows.map(({ id }) => id);
}

/** Deletes links, with their mails, and sessions that ended long ago. */
export async function forgetPast(db: AuthDatabase): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with links as (delete from auth.magic_links where expires_at < now() - interval '7 days')
      delete from auth.sessions where created_at < now() - interval '60 days'`,
  );
}

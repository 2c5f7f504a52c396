import { NoticeFacts, NoticeKind } from "@alva/contracts/notice";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AuthDatabase, rfc3339, run, select } from "./rows.ts";

const maxAttempts = 5;

/**
 * Seconds until a mail may be tried a second time; each later wait doubles. It is also the lease of the attempt that
 * runs, so it must be longer than the provider's timeout.
 */
export const firstRetrySeconds = 20;

const notice = { id: z.uuid(), recipient: z.string() };
const Moment = z.iso.datetime();
const withLink = { ...notice, link_id: z.uuid(), key_id: z.string(), link_expires_at: Moment };

/** Mails that carry a sign-in link. */
export const SignInMailKind = z.enum(["sign_in", "welcome", "account_exists"]);

/** A mail that carries a link, with what the link is made of. */
const LinkMail = z.union([
  z.object({ ...withLink, kind: SignInMailKind }),
  z.object({
    ...withLink,
    kind: z.literal("change_email"),
    facts: z.object({ current_email: z.string() }),
  }),
]);
export type LinkMail = z.infer<typeof LinkMail>;

/** A mail that only tells of something, with what it tells. */
export const Notice = z.discriminatedUnion("kind", [
  z.object({ ...notice, kind: z.literal("address_taken") }),
  z.object({ ...notice, kind: z.literal("email_changed"), facts: z.object({ new_email: z.string() }) }),
  z.object({
    ...notice,
    kind: z.literal("new_device"),
    facts: z.object({
      device: z.string().nullable(),
      browser: z.string().nullable(),
      place: z.string().nullable(),
      at: Moment,
    }),
  }),
  z.object({ ...notice, kind: z.literal("deletion_scheduled"), facts: z.object({ erases_at: Moment }) }),
  z.object({ ...notice, kind: z.literal("account_erased") }),
]);
export type Notice = z.infer<typeof Notice>;

const unsubscribe = { unsubscribe: z.string() };
const { plan_ready, daily_quick_win, weekly_pulse, resume_onboarding } = NoticeFacts;

/** A mail that its reader can end mails of its kind with. */
const OptionalMail = z.discriminatedUnion("kind", [
  z.object({ ...notice, kind: z.literal("plan_ready"), facts: plan_ready.extend(unsubscribe) }),
  z.object({ ...notice, kind: z.literal("daily_quick_win"), facts: daily_quick_win.extend(unsubscribe) }),
  z.object({ ...notice, kind: z.literal("weekly_pulse"), facts: weekly_pulse.extend(unsubscribe) }),
  z.object({ ...notice, kind: z.literal("resume_onboarding"), facts: resume_onboarding.extend(unsubscribe) }),
]);
export type OptionalMail = z.infer<typeof OptionalMail>;

/** Whether a mail is one of those that people can end. */
export function isOptional(mail: DueMail): mail is OptionalMail {
  return NoticeKind.safeParse(mail.kind).success;
}

const DueMail = z.union([LinkMail, Notice, OptionalMail]);
/** A mail whose turn it is. */
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
      where mail.id in (
        select id from auth.mail_outbox
        where sent_at is null and dead_at is null and next_attempt_at <= now() and attempts < ${maxAttempts}
        order by next_attempt_at limit ${limit}
        for update skip locked
      )
      returning mail.id, mail.kind, mail.recipient, mail.facts, mail.link_id,
        (select key_id from auth.magic_links where id = mail.link_id) as key_id,
        (select ${rfc3339(sql`expires_at`)} from auth.magic_links where id = mail.link_id) as link_expires_at`,
  );
}

/** Notes that the provider took a mail. */
export async function markMailSent(db: AuthDatabase, { id }: { id: string }): Promise<void> {
  await run(db, sql`update auth.mail_outbox set sent_at = now() where id = ${id} and sent_at is null`);
}

/** Gives up mails that had every attempt, or whose link expired before they left. Returns their ids. */
export async function buryDeadMails(db: AuthDatabase): Promise<string[]> {
  const rows = await select(
    db,
    z.object({ id: z.uuid() }),
    sql`
      update auth.mail_outbox as mail set dead_at = now()
      where mail.sent_at is null and mail.dead_at is null and mail.next_attempt_at <= now()
        and (mail.attempts >= ${maxAttempts} or exists (
          select from auth.magic_links as link where link.id = mail.link_id and link.expires_at <= now()))
      returning mail.id`,
  );
  return rows.map(({ id }) => id);
}

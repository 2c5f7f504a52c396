import { NoticeFacts, type NoticeKind } from "@alva/contracts/notice";
import type { MorningNotice } from "@alva/planning/notices/morning";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { isClosing } from "./closing-accounts.ts";
import { currentPlanId } from "./current-plan.ts";
import { isWanted } from "./notice-settings.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

interface Bounded {
  /** How many at most. */
  readonly limit: number;
}

/**
 * Writes down the mails that no morning decides: of plans that became ready within a day, and of people who left the cards
 * unfinished between 2 and 26 hours ago, who are written to once ever. What is written already stays as it is.
 */
export async function queueOccasionalNotices(db: AppDatabase, { limit }: Bounded): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with plan_ready as (
        insert into app.notices (user_id, kind, occasion, expires_at)
        select p.user_id, 'plan_ready', p.id::text, p.finished_at + interval '1 day'
        from app.plans p left join app.notice_settings s using (user_id)
        where p.finished_at > now() - interval '1 day' and p.state in ('ready', 'ready_partial')
          and p.kind = 'generated' and ${isWanted(sql`'plan_ready'`)}
          and not exists (select from app.notices n
            where (n.user_id, n.kind, n.occasion) = (p.user_id, 'plan_ready', p.id::text))
        order by p.finished_at limit ${limit}::int
        on conflict do nothing
      )
      insert into app.notices (user_id, kind, occasion, expires_at)
      select a.user_id, 'resume_onboarding', 'once', max(a.updated_at) + interval '26 hours'
      from app.card_answers a left join app.notice_settings s using (user_id)
      where a.updated_at > now() - interval '26 hours' and ${isWanted(sql`'resume_onboarding'`)}
        and not exists (select from app.profiles p where p.user_id = a.user_id)
        and not exists (select from app.notices n where n.user_id = a.user_id and n.kind = 'resume_onboarding')
      group by a.user_id having max(a.updated_at) <= now() - interval '2 hours'
      order by max(a.updated_at) limit ${limit}::int
      on conflict do nothing`,
  );
}

const MorningReader = z.object({
  user_id: z.uuid(),
  daily_quick_win: z.boolean(),
  weekly_pulse: z.boolean(),
  timezone: z.string().nullable(),
  window_start: z.iso.date().nullable(),
  window_end: z.iso.date().nullable(),
});
/** Somebody who wants morning mails, with their current plan, if any. */
export type MorningReader = z.infer<typeof MorningReader>;

/**
 * Claims people whose next morning has come: two sweeps at once never claim the same. The claim lapses by itself after a
 * few minutes, so a sweep that dies leaves them to a later one of the same morning.
 */
export async function claimMorningReaders(db: AppDatabase, { limit }: Bounded): Promise<MorningReader[]> {
  return select(
    db,
    MorningReader,
    sql`
      with claimed as (
        update app.notice_settings set next_look_at = now() + interval '3 minutes'
        where user_id in (
          select user_id from app.notice_settings where next_look_at <= now()
          order by next_look_at limit ${limit}::int for update skip locked)
        returning user_id, daily_quick_win, weekly_pulse
      )
      select c.*, p.plan ->> 'timezone' as timezone, p.plan ->> 'window_start' as window_start,
        p.plan ->> 'window_end' as window_end
      from claimed c left join lateral (
        select master_plan -> 'plan' as plan from app.plans where id = ${currentPlanId(sql`c.user_id`)}) p on true`,
  );
}

/** Whom a sweep looked at, what is due to them, and when to look again; times in milliseconds since the epoch. */
export interface Looked {
  readonly userId: string;
  readonly due: readonly MorningNotice[];
  readonly nextLookAt: number;
}

/** Writes down the morning mails that were found due, each once, and when to look at each person again. */
export async function queueMorningNotices(db: AppDatabase, looked: readonly Looked[]): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with looked as (
        select * from jsonb_to_recordset(${JSON.stringify(looked.map(lookedRow))}::jsonb)
          as row (user_id uuid, due jsonb, next_look_at timestamptz)
      ), due as (
        insert into app.notices (user_id, kind, occasion, expires_at)
        select looked.user_id, d.kind, d.date, d.expires_at
        from looked, jsonb_to_recordset(looked.due) as d (kind text, date text, expires_at timestamptz)
        on conflict do nothing
      )
      update app.notice_settings s
      set next_look_at = case when s.daily_quick_win or s.weekly_pulse then looked.next_look_at end
      from looked where looked.user_id = s.user_id`,
  );
}

function lookedRow({ userId, due, nextLookAt }: Looked): object {
  return {
    user_id: userId,
    due: due.map(({ kind, date, expiresAt }) => ({ kind, date, expires_at: new Date(expiresAt) })),
    next_look_at: new Date(nextLookAt),
  };
}

const key = {
  user_id: z.uuid(),
  occasion: z.string(),
  expires_at: z.iso.datetime(),
  /** Of the plan that it tells of; null when it comes of no request. */
  trace_id: z.string().nullable(),
};
const DueRow = z.discriminatedUnion("kind", [
  z.object({ ...key, kind: z.literal("plan_ready"), facts: NoticeFacts.plan_ready.nullable() }),
  z.object({ ...key, kind: z.literal("daily_quick_win"), facts: NoticeFacts.daily_quick_win.nullable() }),
  // What a pulse tells is counted from the whole board.
  z.object({ ...key, kind: z.literal("weekly_pulse"), facts: z.null() }),
  z.object({ ...key, kind: z.literal("resume_onboarding"), facts: NoticeFacts.resume_onboarding }),
]);
/** A mail whose turn it is, with what it tells; null when there is nothing to tell any more. */
export type DueRow = z.infer<typeof DueRow>;

/** Longer than the publisher's own tries. */
const leaseSeconds = 60;

/**
 * Claims mails that are still wanted and in time, for one attempt at handing them on: two sweeps at once never claim the
 * same. The claim lapses by itself. Those whose time is over are dropped.
 */
export async function claimDueNotices(db: AppDatabase, { limit }: Bounded): Promise<DueRow[]> {
  return select(
    db,
    DueRow,
    sql`
      with expired as (
        delete from app.notices where handed_on_at is null and next_attempt_at <= now() and expires_at <= now()
      ), claimed as (
        update app.notices set next_attempt_at = now() + ${leaseSeconds}::int * interval '1 second'
        where (user_id, kind, occasion) in (
          select n.user_id, n.kind, n.occasion from app.notices n left join app.notice_settings s using (user_id)
          where n.handed_on_at is null and n.next_attempt_at <= now() and n.expires_at > now()
            and ${isWanted(sql`n.kind`)} and not ${isClosing(sql`n.user_id`)}
          order by n.next_attempt_at limit ${limit}::int for update of n skip locked)
        returning user_id, kind, occasion, expires_at
      )
      select c.user_id, c.kind, c.occasion, ${rfc3339(sql`c.expires_at`)} as expires_at,
        case c.kind when 'plan_ready' then (
          select p.trace_id from app.plans p where p.id = c.occasion::uuid) end as trace_id,
        case c.kind
          when 'plan_ready' then (
            select jsonb_build_object('window_start', p.master_plan -> 'plan' -> 'window_start',
              'weekly_hours', p.master_plan -> 'plan' -> 'weekly_capacity_hours',
              'tasks', (select count(*) from app.tasks t where t.plan_id = p.id and t.due_date is not null),
              'quick_wins', (select count(*) from app.tasks t
                where t.plan_id = p.id and t.due_date is not null and t.quick_win))
            from app.plans p where p.id = c.occasion::uuid)
          when 'daily_quick_win' then (
            select jsonb_build_object('title', t.task -> 'title', 'minutes', t.task -> 'estimated_minutes')
            from app.tasks t where t.plan_id = ${currentPlanId(sql`c.user_id`)} and t.quick_win
              and t.due_date = c.occasion::date and t.status in ('planned', 'in_progress')
            order by t.position limit 1)
          when 'resume_onboarding' then (
            select jsonb_build_object('answered', count(*) filter (where not skipped))
            from app.card_answers a where a.user_id = c.user_id)
        end as facts
      from claimed c`,
  );
}

/** A mail by what makes it one. */
export interface NoticeKey {
  readonly user_id: string;
  readonly kind: NoticeKind;
  readonly occasion: string;
}

/** Notes that QStash took these mails, or that there was nothing left to tell. */
export async function settleNotices(db: AppDatabase, notices: readonly NoticeKey[]): Promise<void> {
  const keys = notices.map(({ user_id, kind, occasion }) => ({ user_id, kind, occasion }));
  await select(
    db,
    z.unknown(),
    sql`
      update app.notices n set handed_on_at = now()
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as row (user_id uuid, kind text, occasion text)
      where (n.user_id, n.kind, n.occasion) = (row.user_id, row.kind, row.occasion) and n.handed_on_at is null`,
  );
}

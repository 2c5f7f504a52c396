import { CalendarFeed, CalendarFeedName, type CalendarFeedOptions } from "@alva/contracts/calendar";
import { PlanTask } from "@alva/contracts/master-plan";
import type { CalendarTask } from "@alva/planning/exports/plan-calendar";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { isClosing } from "./closing-accounts.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

/** One of a person's feeds. */
export interface OwnFeed {
  readonly userId: string;
  readonly feed: CalendarFeedName;
}

const tableOf: Readonly<Record<CalendarFeedName, SQL>> = {
  tasks: sql`app.calendar_feeds`,
  quick_wins: sql`app.quick_win_feeds`,
};

const feedColumns = sql`${rfc3339(sql`created_at`)} as created_at, private, quick_wins`;
const FeedRow = CalendarFeed.extend({ created_at: z.string() });

/** A person's feed, or undefined while it has no address. */
export async function findFeed(
  db: AppDatabase,
  { userId, feed }: OwnFeed,
): Promise<CalendarFeed | undefined> {
  const [row] = await select(
    db,
    FeedRow,
    sql`select ${feedColumns} from ${tableOf[feed]} where user_id = ${userId}`,
  );
  return row;
}

interface RenewFeed extends OwnFeed {
  readonly secretHash: string;
  readonly options: Required<CalendarFeedOptions>;
}

/** Gives a person's feed its only address; the one before no longer leads anywhere. Returns when that was. */
export async function renewFeed(
  db: AppDatabase,
  { userId, feed, secretHash, options }: RenewFeed,
): Promise<string> {
  const [row] = await select(
    db,
    FeedRow,
    sql`
      insert into ${tableOf[feed]} (user_id, secret_hash, private, quick_wins)
      values (${userId}, ${secretHash}, ${options.private}, ${options.quick_wins})
      on conflict (user_id) do update set secret_hash = excluded.secret_hash, created_at = now(),
        private = excluded.private, quick_wins = excluded.quick_wins, options_changed_at = null
      returning ${feedColumns}`,
  );
  if (!row) throw new TypeError("an upsert returns its row");
  return row.created_at;
}

interface ChangeFeed extends OwnFeed {
  readonly options: CalendarFeedOptions;
}

/** Changes the options that are given, at the same address. Undefined when there is no feed. */
export async function changeFeed(
  db: AppDatabase,
  { userId, feed, options }: ChangeFeed,
): Promise<CalendarFeed | undefined> {
  const isPrivate = sql`${options.private ?? null}::boolean`;
  const quickWins = sql`${options.quick_wins ?? null}::text`;
  const [row] = await select(
    db,
    FeedRow,
    sql`
      update ${tableOf[feed]}
      set private = coalesce(${isPrivate}, private), quick_wins = coalesce(${quickWins}, quick_wins),
        options_changed_at =
          case when ${isPrivate} <> private or ${quickWins} <> quick_wins then now() else options_changed_at end
      where user_id = ${userId} returning ${feedColumns}`,
  );
  return row;
}

/** Removes a person's feed, if there is one. */
export async function deleteFeed(db: AppDatabase, { userId, feed }: OwnFeed): Promise<void> {
  await select(db, z.unknown(), sql`delete from ${tableOf[feed]} where user_id = ${userId}`);
}

/** A feed as its reader gets it: whose and which it is, what is in it and how much of that is told. */
export interface Feed extends OwnFeed {
  readonly isPrivate: boolean;
  /** When its options last changed at this address, if they did. */
  readonly optionsChangedAt: string | null;
  readonly tasks: readonly CalendarTask[];
}

const LastDue = PlanTask.pick({ due_date: true, week: true, due_at: true });

const CalendarRow = z.object({
  user_id: z.uuid(),
  feed: CalendarFeedName,
  private: z.boolean(),
  options_changed_at: z.string().nullable(),
  tasks: z.array(TaskRow.extend({ left_at: z.string().nullable(), last_due: LastDue.nullable() })).nullable(),
});

const anyFeed = sql`(
  select 'tasks' as feed, user_id, secret_hash, created_at, private, quick_wins, options_changed_at from app.calendar_feeds
  union all
  select 'quick_wins', user_id, secret_hash, created_at, private, quick_wins, options_changed_at from app.quick_win_feeds)`;

/** A statement that selects the options of each feed that a person has, without its secret. */
export function ownFeeds(userId: SQL): SQL {
  return sql`select feed, ${feedColumns} from ${anyFeed} own where user_id = ${userId}`;
}

/**
 * When a `t` that was parked was last due: parking takes the date away, but the event that is cancelled stands where it stood.
 * Null for a task that has its date, and for one that never was on a day, whose event no calendar has.
 */
const lastDue = sql`(
  select due.fields
  from (select (p.master_plan -> 'plan' ->> 'window_start')::date as window_start,
      p.master_plan -> 'plan' ->> 'timezone' as timezone from app.plans p where p.id = t.plan_id) board,
    lateral (select (h.change #>> '{due_date,from}')::date as day from app.task_changes h
      where h.user_id = t.user_id and h.task_id = t.id and h.change #>> '{due_date,from}' is not null
      order by h.id desc limit 1) last,
    lateral (${schedule(sql`last.day`)}) due
  where t.due_date is null)`;

/** How long calendar apps are told that a task left the plan. */
const cancelledDays = 30;

/**
 * The feed with this secret, or undefined, also while its owner's account is to be erased. Each task that its options let
 * in is there once, as the newest plan that has it knows it; what was done in a plan that was replaced is history and not
 * cancelled.
 */
export async function findFeedTasks(db: AppDatabase, secretHash: string): Promise<Feed | undefined> {
  const [row] = await select(
    db,
    CalendarRow,
    sql`
      with feed as (select * from ${anyFeed} f
        where secret_hash = ${secretHash} and not ${isClosing(sql`f.user_id`)}),
      plan as (
        select p.id, coalesce(p.undone_at, lead(p.applied_at) over (
          partition by p.undone_at is null order by p.applied_at, p.id desc)) as replaced_at
        from app.plans p join feed using (user_id) where p.applied_at is not null
      ), latest as (
        select distinct on (t.id) t.*, plan.replaced_at,
          coalesce(plan.replaced_at, case when t.status in ('deferred', 'skipped') then t.updated_at end) as left_at
        from app.tasks t join plan on plan.id = t.plan_id
        order by t.id, plan.replaced_at desc nulls first
      )
      select feed.feed, feed.user_id, feed.private, ${rfc3339(sql`feed.options_changed_at`)} as options_changed_at, (select jsonb_agg(to_jsonb(row) order by row.plan_id, row.position) from (
          select ${taskColumns}, ${rfc3339(sql`t.left_at`)} as left_at, ${lastDue} as last_due from latest t
          where (t.left_at is null or t.left_at > now() - make_interval(days => ${cancelledDays}::int))
            and (t.replaced_at is null or t.status <> 'done')
            and (feed.quick_wins = 'include' or t.quick_win = (feed.quick_wins = 'only'))) row) as tasks
      from feed`,
  );
  return (
    row && {
      feed: row.feed,
      userId: row.user_id,
      isPrivate: row.private,
      optionsChangedAt: row.options_changed_at,
      tasks: (row.tasks ?? []).map(({ left_at, last_due, ...task }) => ({
        task: { ...presentTask(task), ...last_due },
        leftAt: left_at,
      })),
    }
  );
}

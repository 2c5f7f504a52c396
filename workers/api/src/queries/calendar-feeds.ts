import type { CalendarTask } from "@alva/planning/exports/plan-calendar";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { isClosing } from "./closing-accounts.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

const FeedRow = z.object({ created_at: z.string() });

/** Since when a person's feed has its present address, or undefined. */
export async function findFeed(db: AppDatabase, userId: string): Promise<string | undefined> {
  const [row] = await select(
    db,
    FeedRow,
    sql`select ${rfc3339(sql`created_at`)} as created_at from app.calendar_feeds where user_id = ${userId}`,
  );
  return row?.created_at;
}

interface RenewFeed {
  readonly userId: string;
  readonly secretHash: string;
}

/** Gives a person's feed its only address; the one before no longer leads anywhere. Returns when that was. */
export async function renewFeed(db: AppDatabase, { userId, secretHash }: RenewFeed): Promise<string> {
  const [row] = await select(
    db,
    FeedRow,
    sql`
      insert into app.calendar_feeds (user_id, secret_hash) values (${userId}, ${secretHash})
      on conflict (user_id) do update set secret_hash = excluded.secret_hash, created_at = now()
      returning ${rfc3339(sql`created_at`)} as created_at`,
  );
  if (!row) throw new TypeError("an upsert returns its row");
  return row.created_at;
}

/** Removes a person's feed, if there is one. */
export async function deleteFeed(db: AppDatabase, userId: string): Promise<void> {
  await select(db, z.unknown(), sql`delete from app.calendar_feeds where user_id = ${userId}`);
}

/** Whose feed it is and what is in it. */
export interface Feed {
  readonly userId: string;
  readonly tasks: readonly CalendarTask[];
}

const CalendarRow = z.object({
  user_id: z.uuid(),
  tasks: z.array(TaskRow.extend({ left_at: z.string().nullable() })).nullable(),
});

/** How long calendar apps are told that a task left the plan. */
const cancelledDays = 30;

/**
 * The feed with this secret, or undefined, also while its owner's account is to be erased. Each task is there once, as the newest plan that has it knows it; what was done
 * in a plan that was replaced is history and not cancelled.
 */
export async function findFeedTasks(db: AppDatabase, secretHash: string): Promise<Feed | undefined> {
  const [row] = await select(
    db,
    CalendarRow,
    sql`
      with feed as (select user_id from app.calendar_feeds 
        where secret_hash = ${secretHash} and not ${isClosing(sql`calendar_feeds.user_id`)}),
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
      select feed.user_id, (select jsonb_agg(to_jsonb(row) order by row.plan_id, row.position) from (
          select ${taskColumns}, ${rfc3339(sql`t.left_at`)} as left_at from latest t
          where (t.left_at is null or t.left_at > now() - make_interval(days => ${cancelledDays}::int))
            and (t.replaced_at is null or t.status <> 'done')) row) as tasks
      from feed`,
  );
  return (
    row && {
      userId: row.user_id,
      tasks: (row.tasks ?? []).map(({ left_at, ...task }) => ({ task: presentTask(task), leftAt: left_at })),
    }
  );
}

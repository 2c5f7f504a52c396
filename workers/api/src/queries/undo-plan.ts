import { PlanApplied, undoHours } from "@alva/contracts/plan-changes";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { type AppDatabase, reached } from "./rows.ts";
import { rememberDifferences } from "./task-history.ts";
import { schedule } from "./task-schedule.ts";

interface UndoPlan {
  readonly userId: string;
  readonly planId: string;
  readonly operationId: string;
  readonly requestHash: string;
}

/** `too_late`: the plan is not the current one, was applied more than a day ago, or there is none to go back to. */
export type UndoOutcome =
  | { readonly kind: "undone"; readonly answer: PlanApplied }
  | { readonly kind: "none" | "too_late" | "reused" };

const UndoRow = z.object({
  is_own: z.boolean(),
  request_hash: z.string().nullable(),
  answer: PlanApplied.nullable(),
});

/**
 * Makes the plan before the current one current again, once per operation. Of each field of a task the later word of its
 * owner stands; what they added or finished in the meantime goes along, and what they deleted stays deleted. A task that is
 * otherwise again changed with that, or a calendar would take the place it goes back to for an older one.
 */
export async function undoPlanOnce(db: AppDatabase, undo: UndoPlan): Promise<UndoOutcome> {
  const { userId, planId, operationId, requestHash } = undo;
  const [, { rows }] = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      db.execute(sql`
        with earlier as (
          select request_hash, answer from app.task_operations
          where user_id = ${userId} and operation_id = ${operationId}
        ), undone as (
          update app.plans p set undone_at = statement_timestamp(), updated_at = now(), sequence = p.sequence + 1
          from app.plans back
          where p.id = ${planId} and p.user_id = ${userId} and p.id = ${currentPlanId(userId)}
            and p.applied_at > now() - make_interval(hours => ${undoHours}::int)
            and back.id = p.parent_id and back.applied_at is not null and back.undone_at is null
            and not exists (select from earlier)
          returning p.id, p.sequence, p.state, p.parent_id
        ), event as (
          insert into app.plan_events (plan_id, sequence, event)
          select id, sequence, jsonb_build_object('state', state, 'undone', true) from undone
        ), board as (
          select p.id, p.master_plan -> 'plan' ->> 'timezone' as timezone,
            (p.master_plan -> 'plan' ->> 'window_start')::date as window_start
          from app.plans p join undone on p.id = undone.parent_id
        ), since as (
          select t.*, old.id is not null as is_known, (
            select coalesce(jsonb_object_agg(field.key, field.value), '{}') from jsonb_each_text(t.field_times) field
            where field.value::timestamptz > coalesce((old.field_times ->> field.key)::timestamptz, '-infinity')) as newer
          from app.tasks t join undone on t.plan_id = undone.id, board
            left join lateral (select o.id, o.field_times from app.tasks o where o.plan_id = board.id and o.id = t.id) old
              on true
        ), carried as (
          update app.tasks t set
            status = case when newer ? 'status' then since.status else t.status end,
            completed_at = case when newer ? 'status' then since.completed_at else t.completed_at end,
            completed_local_date =
              case when newer ? 'status' then since.completed_local_date else t.completed_local_date end,
            pinned = case when newer ? 'pinned' then since.pinned else t.pinned end,
            notes = case when newer ? 'notes' then since.notes else t.notes end,
            channel = case when newer ? 'channel' then since.channel else t.channel end,
            due_date = due.due_date, week = due.week,
            task = t.task || due.fields || case when t.origin = 'owner' then jsonb_build_object(
              'title', since.task -> 'title', 'channel', since.task -> 'channel', 'effort', since.task -> 'effort',
              'estimated_minutes', since.task -> 'estimated_minutes') else '{}' end,
            field_times = t.field_times || newer, updated_at = statement_timestamp()
          from board, since, lateral (
            select case
              when newer ? 'status' and since.status = 'deferred' then null
              when newer ? 'due_date' then since.due_date
              else (select o.due_date from app.tasks o where o.plan_id = board.id and o.id = since.id) end as date
          ) new, lateral (${schedule(sql`new.date`)}) due
          where t.plan_id = board.id and t.id = since.id
            and (newer <> '{}' or (t.task, t.status) is distinct from (since.task, since.status))
          returning t.*
        ), ${rememberDifferences({
          kind: "plan_undone",
          at: sql`statement_timestamp()`,
          pairs: sql`(
            select * from carried
            union all
            select t.* from app.tasks t join board on t.plan_id = board.id
            where not exists (select from carried where carried.id = t.id)
          ) c join since b on b.id = c.id`,
        })}, brought as (
          insert into app.tasks (plan_id, user_id, id, position, status, channel, week, due_date, quick_win, pinned, origin,
            completed_at, completed_local_date, task, notes, field_times, updated_at)
          select board.id, since.user_id, since.id,
            (select coalesce(max(position), 0) from app.tasks t where t.plan_id = board.id)
              + row_number() over (order by since.position),
            since.status, since.channel, due.week, due.due_date, since.quick_win, since.pinned, since.origin,
            since.completed_at, since.completed_local_date, since.task || due.fields, since.notes, since.field_times,
            statement_timestamp()
          from board, since, lateral (${schedule(sql`since.due_date`)}) due
          where not is_known and (since.origin = 'owner' or since.status = 'done')
        ), deleted as (
          delete from app.tasks t using board where t.plan_id = board.id and t.origin = 'owner'
            and not exists (select from since where since.id = t.id)
        ), kept as (
          insert into app.task_operations (user_id, operation_id, plan_id, request_hash, answer)
          select ${userId}::uuid, ${operationId}::uuid, id, ${requestHash}, jsonb_build_object('id', id) from board
        )
        select exists (select from app.plans where id = ${planId} and user_id = ${userId}) as is_own, found.*
        from (select) one left join (
          select request_hash, answer from earlier
          union all select ${requestHash}, jsonb_build_object('id', id) from board
        ) found on true`),
    ]),
  );
  const [row] = z.array(UndoRow).parse(rows);
  if (row?.answer) {
    return row.request_hash === requestHash ? { kind: "undone", answer: row.answer } : { kind: "reused" };
  }
  return { kind: row?.is_own ? "too_late" : "none" };
}

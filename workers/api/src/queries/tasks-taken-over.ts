import type { MergedAgain } from "@alva/planning/replan/merge-again";
import { type SQL, sql } from "drizzle-orm";
import { schedule } from "./task-schedule.ts";

/**
 * Common table expressions that end with `task`: the tasks of `plan`, from those of `board`: what stays has all that it had, what is placed anew keeps its owner's notes,
 * and a repeat that was let go is skipped without that being its owner's word. Of open tasks that stay, day and hour are those
 * of the plan's zone, so the instant moves with it. What did not change keeps its time of change, so that no calendar shows it
 * as changed.
 */
export function tasksTakenOver({ masterPlan, fixed, missed }: MergedAgain): SQL {
  const staying = [
    ...fixed.map(({ id, week }) => ({ id, week, missed: false })),
    ...missed.map(({ id, week }) => ({ id, week, missed: true })),
  ];
  const { timezone, window_start } = masterPlan.plan;
  return sql`
    staying as (
      select old.*, case when old.status in ('planned', 'in_progress') then (
          select due.fields -> 'due_at'
          from (select ${timezone}::text as timezone, ${window_start}::date as window_start) board,
            lateral (${schedule(sql`old.due_date`)}) due) else old.task -> 'due_at' end as new_due_at, (s ->> 'week')::smallint as new_week, (s ->> 'missed')::boolean as missed
      from jsonb_array_elements(${JSON.stringify(staying)}::jsonb) s, board join app.tasks old on old.plan_id = board.id
      where old.id = s ->> 'id'
    ), placed as (
      select t, place, old.notes, old.field_times, case
        when old.task - 'status' = t - 'status' and old.status::text = t ->> 'status' then old.updated_at end as unchanged_since
      from board, jsonb_array_elements(${JSON.stringify(masterPlan.tasks)}::jsonb) with ordinality as task (t, place)
        left join app.tasks old on old.plan_id = (select id from board) and old.id = t ->> 'id'
    ), new_task as (
      select id, position as place, case when missed then 'skipped' else status end as status, channel,
        new_week as week, due_date, quick_win, pinned, origin, completed_at, completed_local_date,
        task || jsonb_build_object('week', new_week, 'due_at', new_due_at) as task, notes,
        case when missed then field_times - 'status' else field_times end as field_times,
        case when missed and status <> 'skipped' or task -> 'due_at' is distinct from new_due_at
          then statement_timestamp() else updated_at end as updated_at
      from staying
      union all
      select t ->> 'id', place, (t ->> 'status')::app.task_status, t ->> 'channel', (t ->> 'week')::smallint,
        (t ->> 'due_date')::date, (t ->> 'quick_win')::boolean, false, 'plan', null, null, t, coalesce(notes, ''),
        coalesce(case when t ->> 'status' = 'deferred' then field_times - 'status' else field_times end, '{}'),
        coalesce(unchanged_since, statement_timestamp())
      from placed
    ), task as (
      insert into app.tasks (plan_id, user_id, id, position, status, channel, week, due_date, quick_win, pinned, origin,
        completed_at, completed_local_date, task, notes, field_times, updated_at)
      select plan.id, plan.user_id, n.id,
        row_number() over (order by n.due_date nulls last, (n.task ->> 'priority')::int, n.place, n.id),
        n.status, n.channel, n.week, n.due_date, n.quick_win, n.pinned, n.origin, n.completed_at, n.completed_local_date,
        n.task, n.notes, n.field_times, n.updated_at
      from plan, new_task n
      returning *
    )`;
}

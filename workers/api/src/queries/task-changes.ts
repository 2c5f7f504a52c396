import { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type Task, type TaskChange } from "@alva/contracts/task";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { AppDatabase } from "./rows.ts";
import { type OperationOutcome, type TaskOperation, writeTasksOnce } from "./task-operations.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

interface ChangeTask extends TaskOperation {
  readonly taskId: string;
  readonly change: Omit<TaskChange, "operation_id" | "at">;
}

/** `task` is undefined when the present status, which is named, forbids the change. */
interface ChangeAnswer {
  readonly status: TaskStatus;
  readonly task: Task | undefined;
}

const ChangeRow = z
  .object({ status: TaskStatus, after: TaskRow.nullable() })
  .transform(({ status, after }): ChangeAnswer => ({ status, task: after ? presentTask(after) : undefined }));

/**
 * Changes a task of the person's current plan, once per operation. Of each field the latest action wins; a change that
 * its status does not allow leaves the whole task alone (product specification, sections 5 and 6.11).
 */
export async function changeTaskOnce(
  db: AppDatabase,
  { taskId, change, ...operation }: ChangeTask,
): Promise<OperationOutcome<ChangeAnswer>> {
  const effect = sql`
    wanted as (
      select t.*, ${JSON.stringify(withPin(change))}::jsonb as change
      from app.tasks t join board on t.plan_id = board.id
      where t.user_id = ${operation.userId} and t.id = ${taskId}
    ), ${applyChanges}, outcome as (
      select jsonb_build_object('status', judged.status, 'after',
        (select to_jsonb(row) from (select ${taskColumns} from changed t) row)) as answer
      from judged
    )`;
  return writeTasksOnce(db, operation, { answer: ChangeRow, effect });
}

/** Changing the due date pins the task. */
function withPin(change: ChangeTask["change"]) {
  return change.due_date === undefined ? change : { pinned: true, ...change };
}

/**
 * Applies `change` of each row of `wanted`. `judged` holds the rows before, with what of the change is newer than the
 * task's own fields (`applied`) and whether the status forbids that; `changed` holds all rows that it did not forbid.
 * A status older than that of a task which is done is judged by when it was made at all, not by when it arrived.
 */
const applyChanges: SQL = sql`
  newer as (
    select wanted.*, (
      select coalesce(jsonb_object_agg(field.key, field.value), '{}') from jsonb_each(wanted.change) field
      where board.acted_at >= coalesce((wanted.field_times ->> field.key)::timestamptz, '-infinity')
        and (field.key <> 'status' or wanted.status <> 'done' or field.value = '"done"' or board.made_at
          > coalesce((wanted.field_times ->> 'status')::timestamptz, wanted.completed_at, '-infinity'))
    ) as applied
    from wanted, board
  ), judged as (
    select newer.*,
      (applied ? 'status' and applied ->> 'status' <> status::text
        and not ${JSON.stringify(allowedFrom)}::jsonb -> (applied ->> 'status') ? status::text)
      or (applied ? 'due_date'
        and coalesce(applied ->> 'status', status::text) not in ('planned', 'in_progress')) as forbidden
    from newer
  ), changed as (
    update app.tasks t
    set status = coalesce((applied ->> 'status')::app.task_status, t.status),
        pinned = coalesce((applied ->> 'pinned')::boolean, t.pinned),
        notes = coalesce(applied ->> 'notes', t.notes),
        completed_at = case
          when applied ->> 'status' = 'done' then coalesce(t.completed_at, board.acted_at)
          when not applied ? 'status' then t.completed_at end,
        completed_local_date = case
          when applied ->> 'status' = 'done'
            then coalesce(t.completed_local_date, (board.acted_at at time zone board.timezone)::date)
          when not applied ? 'status' then t.completed_local_date end,
        due_date = due.due_date, week = due.week,
        task = case when due.due_date is distinct from t.due_date then t.task || due.fields else t.task end,
        field_times = t.field_times
          || (select coalesce(jsonb_object_agg(key, board.acted_at), '{}') from jsonb_object_keys(applied) key),
        updated_at = case when applied = '{}' then t.updated_at else statement_timestamp() end
    from judged, board, lateral (
      -- A parked task has no date.
      select case when coalesce(applied ->> 'status', judged.status::text) <> 'deferred'
        then coalesce((applied ->> 'due_date')::date, judged.due_date) end as date
    ) new, lateral (${schedule(sql`new.date`)}) due
    where t.plan_id = judged.plan_id and t.id = judged.id and not judged.forbidden
    returning t.*
  )`;

/** What a due date means on `board`: its week of the plan, and 17:00 local with the offset valid then. */
function schedule(date: SQL): SQL {
  return sql`
    select date as due_date, week, jsonb_build_object('due_date', date, 'week', week, 'due_at',
      to_char(local, 'YYYY-MM-DD"T"HH24:MI:SS') || case when shift < interval '0' then '-' else '+' end
        || to_char(greatest(shift, -shift), 'HH24:MI')) as fields
    from (select ${date} as date) given,
      lateral (select case when date - board.window_start between 0 and 90
        then (date - board.window_start) / 7 + 1 end as week) weeks,
      lateral (select (date + time '17:00') at time zone board.timezone as instant) due,
      lateral (select instant at time zone board.timezone as local,
        (instant at time zone board.timezone) - (instant at time zone 'UTC') as shift) clocks`;
}

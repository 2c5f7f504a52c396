import { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type BulkChange, BulkChanged, type Task, type TaskChange } from "@alva/contracts/task";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { takeNote } from "./client-notes.ts";
import type { AppDatabase } from "./rows.ts";
import { rememberDifferences } from "./task-history.ts";
import {
  type OperationOutcome,
  type TaskOperation,
  type TaskWriting,
  writeTasksOnce,
} from "./task-operations.ts";
import { takeOverUndone } from "./replaced-tasks.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

interface ChangeTask extends TaskOperation {
  readonly taskId: string;
  readonly change: Omit<TaskChange, "operation_id" | "at">;
}

/** What forbids a change: the present status, or that the task is the plan's. */
const Forbidden = z.union([TaskStatus, z.literal("plan_task")]);

const ChangeAnswer = z
  .object({ forbidden_by: Forbidden.nullable(), after: TaskRow.nullable() })
  .transform(({ forbidden_by, after }) => ({ forbiddenBy: forbidden_by, task: after && presentTask(after) }));

/**
 * Changes a task of the person's current plan, once per operation. Of each field the latest action wins; a change that
 * its status does not allow leaves the whole task alone (product specification, sections 5 and 6.11).
 */
export async function changeTaskOnce(
  db: AppDatabase,
  change: ChangeTask,
): Promise<OperationOutcome<{ forbiddenBy: z.infer<typeof Forbidden> | null; task: Task | null }>> {
  return writeTasksOnce(db, taskToChange(change));
}

/** The write of `changeTaskOnce`. */
export function taskToChange({
  taskId,
  change: { reason, ...change },
  ...operation
}: ChangeTask): TaskWriting<typeof ChangeAnswer> {
  const effect = sql`
    wanted as (
      select t.*, ${JSON.stringify(withPin(change))}::jsonb as change
      from app.tasks t join board on t.plan_id = board.id
      where t.user_id = ${operation.userId} and t.id = ${taskId}
    ), ${applyChanges}, ${keepReason({ ...operation, taskId, reason })} outcome as (
      select jsonb_build_object('forbidden_by', forbidden_by, 'after',
        (select to_jsonb(row) from (select ${taskColumns} from changed t) row)) as answer
      from judged
    )`;
  return {
    ...operation,
    answer: ChangeAnswer,
    effect,
    ...(change.status === "done" && { before: takeOverUndone({ ...operation, taskIds: [taskId] }) }),
  };
}

interface ChangeTasks extends TaskOperation {
  readonly change: BulkChange;
}

/** Changes many tasks of the person's current plan, once per operation, each as if it were changed alone. */
export async function changeTasksOnce(
  db: AppDatabase,
  { change, ...operation }: ChangeTasks,
): Promise<OperationOutcome<z.infer<typeof BulkChanged>>> {
  const taskIds = change.action === "restore" ? change.tasks.map(({ id }) => id) : change.task_ids;
  const ids = sql`${`{${taskIds.join(",")}}`}::text[]`;
  const effect = sql`
    wanted as (
      select t.*, ${wantedByBulk(change)} as change
      from app.tasks t join board on t.plan_id = board.id
      where t.user_id = ${operation.userId} and t.id = any (${ids})
    ), ${applyChanges}, results as (
      select id, case when judged.id is null then 'not_found' when forbidden_by is not null then 'state_conflict'
        when not (applied ? 'status' and applied ->> 'status' <> status::text
          or applied ? 'due_date' and (applied ->> 'due_date')::date is distinct from due_date) then 'no_effect' end as reason
      from (select distinct id from unnest(${ids}) id) asked left join judged using (id)
    ), outcome as (
      select jsonb_build_object(
        'changed', (select coalesce(jsonb_agg(id order by id), '[]') from results where reason is null),
        'unchanged', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'reason', reason) order by id), '[]')
          from results where reason is not null)) as answer
      from board
    )`;
  return writeTasksOnce(db, {
    ...operation,
    answer: BulkChanged,
    effect,
    ...(change.action === "done" && { before: takeOverUndone({ ...operation, taskIds }) }),
  });
}

function wantedByBulk(change: BulkChange): SQL {
  switch (change.action) {
    case "done":
      return sql`'{"status":"done"}'::jsonb`;
    case "park":
      return sql`'{"status":"deferred"}'::jsonb`;
    case "move":
      return sql`jsonb_build_object('pinned', true, 'due_date', board.window_start + 7 * (${change.week}::int - 1)
          + coalesce(extract(isodow from t.due_date)::int - 1, 4))
        || case when t.status = 'deferred' then '{"status":"planned"}' else '{}' end::jsonb`;
    case "restore":
      return sql`(select jsonb_strip_nulls(place - 'id')
        from jsonb_array_elements(${JSON.stringify(change.tasks)}::jsonb) place where place ->> 'id' = t.id limit 1)`;
  }
}

/** Why a task is refused is kept as a note of the profile, if refusing it is what the change comes to. */
function keepReason({
  userId,
  operation_id,
  taskId,
  reason,
}: Pick<ChangeTask, "userId" | "operation_id" | "taskId"> & { readonly reason: string | undefined }): SQL {
  if (reason === undefined) return sql``;
  const note = { operation_id, text: reason, source: "task", task_id: taskId } as const;
  const at = sql`(select acted_at from board)`;
  const when = sql`exists (select from judged where forbidden_by is null and applied ->> 'status' = 'skipped')`;
  return sql`${takeNote({ userId, note, at, when })},`;
}

/** Changing the due date pins the task. */
function withPin(change: Omit<ChangeTask["change"], "reason">) {
  return change.due_date === undefined ? change : { pinned: true, ...change };
}

/**
 * Applies `change` of each row of `wanted`. `judged` holds the rows before, with what of the change is newer than the
 * task's own fields (`applied`) and what forbids that, if anything; `changed` holds all rows of which nothing did.
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
    select newer.*, case
      when origin = 'plan' and applied ?| '{title,channel,estimated_minutes}' then 'plan_task'
      when applied ? 'status' and applied ->> 'status' <> status::text
        and not ${JSON.stringify(allowedFrom)}::jsonb -> (applied ->> 'status') ? status::text
        -- A repeat that was let go was never refused, so it may have been done in time.
        and not (status = 'skipped' and applied ->> 'status' = 'done' and not field_times ? 'status') then status::text
      when applied ? 'due_date' and coalesce(applied ->> 'status', status::text) not in ('planned', 'in_progress')
        then status::text
      end as forbidden_by
    from newer
  ), changed as (
    update app.tasks t
    set status = coalesce((applied ->> 'status')::app.task_status, t.status),
        pinned = coalesce((applied ->> 'pinned')::boolean, t.pinned),
        notes = coalesce(applied ->> 'notes', t.notes),
        channel = coalesce(applied ->> 'channel', t.channel),
        completed_at = case
          when applied ->> 'status' = 'done' then coalesce(t.completed_at, board.acted_at)
          when not applied ? 'status' then t.completed_at end,
        completed_local_date = case
          when applied ->> 'status' = 'done'
            then coalesce(t.completed_local_date, (board.acted_at at time zone board.timezone)::date)
          when not applied ? 'status' then t.completed_local_date end,
        due_date = due.due_date, week = due.week,
        task = t.task || case when due.due_date is distinct from t.due_date then due.fields else '{}' end
          || jsonb_strip_nulls(jsonb_build_object('title', applied -> 'title', 'channel', applied -> 'channel',
            'estimated_minutes', applied -> 'estimated_minutes', 'effort', case
              when (applied ->> 'estimated_minutes')::int <= 30 then 1
              when (applied ->> 'estimated_minutes')::int <= 75 then 2
              when applied ? 'estimated_minutes' then 3 end)),
        field_times = t.field_times
          || (select coalesce(jsonb_object_agg(key, board.acted_at), '{}') from jsonb_object_keys(applied) key),
        updated_at = case when applied = '{}' then t.updated_at else statement_timestamp() end
    from judged, board, lateral (
      -- A parked task has no date.
      select case when coalesce(applied ->> 'status', judged.status::text) <> 'deferred'
        then coalesce((applied ->> 'due_date')::date, judged.due_date) end as date
    ) new, lateral (${schedule(sql`new.date`)}) due
    where t.plan_id = judged.plan_id and t.id = judged.id and judged.forbidden_by is null
    returning t.*
  ), ${rememberDifferences({
    kind: "changed",
    at: sql`board.acted_at`,
    pairs: sql`changed c join judged b on b.plan_id = c.plan_id and b.id = c.id, board`,
  })}`;

import { RestoredTasks } from "@alva/contracts/ledger";
import type { PlanTask } from "@alva/contracts/master-plan";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { AppDatabase } from "./rows.ts";
import { rememberArrivals } from "./task-history.ts";
import { type OperationOutcome, type TaskOperation, writeTasksOnce } from "./task-operations.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

interface RestoreTasks extends TaskOperation {
  /** The plan that the tasks belong to; nothing happens once it is not the current one. */
  readonly planId: string;
  readonly tasks: readonly PlanTask[];
  /** The day of each task that is not on the board, by its id. */
  readonly dates: ReadonlyMap<string, string>;
  /** Goes with the answer. */
  readonly over: RestoredTasks["over"];
}

const Answer = z.object({
  tasks: z.array(TaskRow.transform(presentTask)),
  over: RestoredTasks.shape.over,
});

/**
 * Puts tasks back on the board of the person's current plan, pinned, once per operation. One that was parked or refused returns,
 * one that never came into the plan is added, one that is on the board by now stays as it is.
 */
export async function restoreTasksOnce(
  db: AppDatabase,
  { planId, tasks, dates, over, ...operation }: RestoreTasks,
): Promise<OperationOutcome<z.output<typeof Answer>>> {
  const wanted = tasks.map((task) => ({ id: task.id, due_date: dates.get(task.id) ?? null, task }));
  const effect = sql`
    wanted as (
      select w.id, w.due_date, w.task
      from board, jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (id text, due_date date, task jsonb)
      where board.id = ${planId}
    ), present as (
      select t.* from app.tasks t join board on t.plan_id = board.id join wanted on wanted.id = t.id
      where t.user_id = ${operation.userId}
    ), returned as (
      update app.tasks t
      set status = 'planned', pinned = true, due_date = due.due_date, week = due.week, task = t.task || due.fields,
          field_times = t.field_times || jsonb_build_object(
            'status', board.acted_at, 'due_date', board.acted_at, 'pinned', board.acted_at),
          updated_at = statement_timestamp()
      from wanted, board, lateral (${schedule(sql`wanted.due_date`)}) due
      where t.plan_id = board.id and t.id = wanted.id and t.status in ('deferred', 'skipped')
        and wanted.due_date is not null
      returning t.*
    ), added as (
      insert into app.tasks (plan_id, id, user_id, position, status, channel, week, due_date, quick_win, pinned, task)
      select board.id, wanted.id, ${operation.userId}::uuid,
        (select coalesce(max(position), 0) from app.tasks t where t.plan_id = board.id)
          + row_number() over (order by wanted.due_date, wanted.id),
        'planned', wanted.task ->> 'channel', due.week, due.due_date, (wanted.task ->> 'quick_win')::boolean, true,
        wanted.task || due.fields
      from wanted, board, lateral (${schedule(sql`wanted.due_date`)}) due
      where wanted.due_date is not null and not exists (select from present where present.id = wanted.id)
      returning *
    ), ${rememberArrivals("restored", sql`select * from returned union all select * from added`)}, outcome as (
      select jsonb_build_object('over', ${JSON.stringify(over)}::jsonb, 'tasks', (
        select coalesce(jsonb_agg(to_jsonb(row) order by row.task ->> 'due_date', row.position), '[]') from (
          select ${taskColumns} from (
            select * from returned union all select * from added
            union all select * from present where not exists (select from returned where returned.id = present.id)
          ) t) row)) as answer
      from board where board.id = ${planId}
    )`;
  return writeTasksOnce(db, { ...operation, answer: Answer, effect });
}

import type { PlanTask } from "@alva/contracts/master-plan";
import type { OwnTask, Task } from "@alva/contracts/task";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { AppDatabase } from "./rows.ts";
import { rememberArrivals } from "./task-history.ts";
import { type OperationOutcome, type TaskOperation, writeTasksOnce } from "./task-operations.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

interface AddTask extends TaskOperation {
  readonly task: Omit<OwnTask, "operation_id" | "at">;
}

/** Adds a task of the owner's to the current plan, once per operation. */
export async function addTaskOnce(
  db: AppDatabase,
  { task, ...operation }: AddTask,
): Promise<OperationOutcome<Task>> {
  const id = `tsk_${operation.operation_id.replaceAll("-", "").toLowerCase()}`;
  const effect = sql`
    added as (
      insert into app.tasks
        (plan_id, id, user_id, position, status, channel, week, due_date, quick_win, origin, notes, task)
      select board.id, ${id}, ${operation.userId}::uuid,
        (select coalesce(max(position), 0) + 1 from app.tasks t where t.plan_id = board.id),
        'planned', ${task.channel}, due.week, due.due_date, false, 'owner', ${task.notes},
        ${JSON.stringify(planTask(id, task))}::jsonb || due.fields
      from board, lateral (${schedule(sql`${task.due_date}::date`)}) due
      returning *
    ), ${rememberArrivals("added", sql`select * from added`)}, outcome as (
      select to_jsonb(row) as answer from (select ${taskColumns} from added t) row
    )`;
  return writeTasksOnce(db, operation, { answer: TaskRow.transform(presentTask), effect });
}

/** The owner's task in the form of the plan's own; its week and due time follow from the due date. */
function planTask(
  id: string,
  { title, channel, estimated_minutes, due_date }: AddTask["task"],
): Omit<PlanTask, "week" | "due_at"> {
  return {
    id,
    title,
    desc: "",
    steps: [],
    channel,
    effort: estimated_minutes <= 30 ? 1 : estimated_minutes <= 75 ? 2 : 3,
    estimated_minutes,
    due_date,
    status: "planned",
    tags: [],
    priority: 2,
    quick_win: false,
    due_hint: null,
    series: null,
    part: null,
    because: [],
    source: { module: channel, module_task_id: "own", fallback: false },
    external_refs: { gcal_event_id: null, clickup_task_id: null },
  };
}

interface DeleteTask extends TaskOperation {
  readonly taskId: string;
}

/** Deletes a task of the current plan and its history if it is the owner's own, once per operation; says whether it was. */
export async function deleteOwnTaskOnce(
  db: AppDatabase,
  { taskId, ...operation }: DeleteTask,
): Promise<OperationOutcome<{ deleted: boolean }>> {
  const effect = sql`
    target as (
      select t.plan_id, t.id, t.origin = 'owner' as own from app.tasks t join board on t.plan_id = board.id
      where t.user_id = ${operation.userId} and t.id = ${taskId}
    ), deleted as (
      delete from app.tasks t using target where t.plan_id = target.plan_id and t.id = target.id and target.own
    ), forgotten as (
      delete from app.task_changes h using target
      where h.user_id = ${operation.userId} and h.task_id = target.id and target.own
    ), outcome as (
      select jsonb_build_object('deleted', own) as answer from target
    )`;
  return writeTasksOnce(db, operation, { answer: z.object({ deleted: z.boolean() }), effect });
}

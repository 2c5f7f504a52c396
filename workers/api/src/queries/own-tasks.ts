import { ownPlanTask } from "@alva/contracts/own-task";
import type { OwnTask, Task } from "@alva/contracts/task";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { AppDatabase } from "./rows.ts";
import { rememberArrivals } from "./task-history.ts";
import {
  type OperationOutcome,
  type TaskOperation,
  type TaskWriting,
  writeTasksOnce,
} from "./task-operations.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

interface AddTask extends TaskOperation {
  readonly task: Omit<OwnTask, "operation_id" | "at">;
}

/** Adds a task of the owner's to the current plan, once per operation. */
export async function addTaskOnce(db: AppDatabase, task: AddTask): Promise<OperationOutcome<Task>> {
  return writeTasksOnce(db, taskToAdd(task));
}

const AddAnswer = TaskRow.transform(presentTask);

/** The write of `addTaskOnce`. */
export function taskToAdd({ task, ...operation }: AddTask): TaskWriting<typeof AddAnswer> {
  const added = ownPlanTask({ ...operation, ...task });
  const effect = sql`
    added as (
      insert into app.tasks
        (plan_id, id, user_id, position, status, channel, week, due_date, quick_win, origin, notes, task)
      select board.id, ${added.id}, ${operation.userId}::uuid,
        (select coalesce(max(position), 0) + 1 from app.tasks t where t.plan_id = board.id),
        'planned', ${task.channel}, due.week, due.due_date, false, 'owner', ${task.notes},
        ${JSON.stringify(added)}::jsonb || due.fields
      from board, lateral (${schedule(sql`${task.due_date}::date`)}) due
      returning *
    ), ${rememberArrivals("added", sql`select * from added`)}, outcome as (
      select to_jsonb(row) as answer from (select ${taskColumns} from added t) row
    )`;
  return { ...operation, answer: AddAnswer, effect };
}

interface DeleteTask extends TaskOperation {
  readonly taskId: string;
}

/** Deletes a task of the current plan and its history if it is the owner's own, once per operation; says whether it was. */
export async function deleteOwnTaskOnce(
  db: AppDatabase,
  task: DeleteTask,
): Promise<OperationOutcome<{ deleted: boolean }>> {
  return writeTasksOnce(db, taskToDelete(task));
}

const DeleteAnswer = z.object({ deleted: z.boolean() });

/** The write of `deleteOwnTaskOnce`. */
export function taskToDelete({ taskId, ...operation }: DeleteTask): TaskWriting<typeof DeleteAnswer> {
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
  return { ...operation, answer: DeleteAnswer, effect };
}

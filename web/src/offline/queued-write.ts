import { PlanTask } from "@alva/contracts/master-plan";
import { type Task, TaskWrite } from "@alva/contracts/task";
import * as z from "zod";

/** A write of tasks that the server has not answered yet. `title` is for telling the person about it. */
export const QueuedWrite = z.object({
  /** What is sent. */
  write: TaskWrite,
  task_id: PlanTask.shape.id,
  /** The plan that the task was of when the person did it. */
  plan_id: z.uuid(),
  title: z.string(),
  /** Whether the task is a quick win, which keeps the day it is done on. */
  quick_win: z.boolean(),
  /** Whether it has been on its way before, so that the server may have it already. */
  is_sent: z.boolean(),
});
export type QueuedWrite = z.infer<typeof QueuedWrite>;

/** What names a write, also for the server. */
export const operationIdOf = ({ write }: QueuedWrite): string => write.operation.operation_id;

/** A write that was made just now to this task. */
export function queuedWrite({ id, plan_id, title, quick_win }: Task, write: TaskWrite): QueuedWrite {
  return { write, task_id: id, plan_id, title, quick_win, is_sent: false };
}

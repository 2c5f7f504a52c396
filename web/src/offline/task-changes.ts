import { PlanTask, type TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type Task, TaskChange, type TaskQuery } from "@alva/contracts/task";
import * as z from "zod";

/** A change to a task that the server has not taken yet. `title` is for telling the person about it. */
export const QueuedChange = z.object({
  task_id: PlanTask.shape.id,
  title: z.string(),
  operation: TaskChange,
});
export type QueuedChange = z.infer<typeof QueuedChange>;

/** The task as it will be once the server takes this change. */
export function changed(task: Task, { due_date, pinned, ...change }: TaskChange): Task {
  return {
    ...task,
    title: change.title ?? task.title,
    channel: change.channel ?? task.channel,
    estimated_minutes: change.estimated_minutes ?? task.estimated_minutes,
    status: change.status ?? task.status,
    notes: change.notes ?? task.notes,
    due_date: due_date ?? task.due_date,
    // A new date pins unless it is said otherwise, as the contract has it.
    pinned: pinned ?? (due_date === undefined ? task.pinned : true),
  };
}

/** The task as it will be once all that wait are taken, in their order. */
export function withChanges(task: Task, changes: readonly QueuedChange[]): Task {
  return changes
    .filter(({ task_id }) => task_id === task.id)
    .reduce((now, { operation }) => changed(now, operation), task);
}

/** Whether a list that was asked for with this filter has the task still. Without a status it is all but the refused. */
export function isListed({ status }: Partial<TaskQuery>, task: Task): boolean {
  return status === undefined ? task.status !== "skipped" : status.includes(task.status);
}

/** Whether the answer to a change shows that something done later, elsewhere, stands instead. */
export function isOverruled({ operation }: QueuedChange, answer: Task): boolean {
  const wanted = changed(answer, operation);
  return (["status", "due_date", "notes", "title", "channel", "estimated_minutes"] as const).some(
    (field) => wanted[field] !== answer[field],
  );
}

/** The moves that bring a task from one status to another; none when there is no way. */
export function wayTo(to: TaskStatus, from: TaskStatus): readonly TaskStatus[] {
  if (allowedFrom[to].includes(from)) return [to];
  return allowedFrom.planned.includes(from) && allowedFrom[to].includes("planned") ? ["planned", to] : [];
}

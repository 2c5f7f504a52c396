import type { Task, TaskChange } from "@alva/contracts/task";

export type Change = Omit<TaskChange, "operation_id" | "at">;

/** The task as it will be once the server takes this change, but for what follows from it. */
export function changed(task: Task, change: Change): Task {
  return {
    ...task,
    title: change.title ?? task.title,
    channel: change.channel ?? task.channel,
    estimated_minutes: change.estimated_minutes ?? task.estimated_minutes,
    status: change.status ?? task.status,
    due_date: change.due_date ?? task.due_date,
    pinned: change.pinned ?? task.pinned,
    notes: change.notes ?? task.notes,
  };
}

import type { Task } from "@alva/contracts/task";
import type { TaskHistoryEntry } from "@alva/contracts/task-history";
import type { Change } from "../api/task-changes.ts";

/**
 * The change that takes back what the newest entry of a task's history did to its status and date; undefined when it did
 * neither. `task` is the task after it.
 */
export function undoing(
  { status, due_date: due, pinned }: TaskHistoryEntry,
  task: Pick<Task, "pinned">,
): Change | undefined {
  if (!status && !due) return undefined;
  return {
    ...(status ? { status: status.from } : {}),
    // A new date pins a task unless it is said otherwise.
    ...(due && due.from !== null ? { due_date: due.from, pinned: pinned?.from ?? task.pinned } : {}),
  };
}

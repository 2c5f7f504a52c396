import type { Task } from "@alva/contracts/task";
import type { Change } from "../api/task-changes.ts";
import { wayTo } from "../offline/task-writes.ts";

/**
 * The changes that bring a task back to what it was before this one, in their order. Most are one; a status that can be
 * reached only by way of Planned takes two (product specification, section 6.11).
 */
export function undoOf(before: Task, change: Change): Change[] {
  const { title, channel, estimated_minutes, notes, pinned } = before;
  const loosened = change.status === "deferred" || change.due_date !== undefined;
  const back: Change = {
    ...(change.title === undefined ? {} : { title }),
    ...(change.channel === undefined ? {} : { channel }),
    ...(change.estimated_minutes === undefined ? {} : { estimated_minutes }),
    ...(change.notes === undefined ? {} : { notes }),
    // A new date pins the task and parking it takes its date away.
    ...(change.pinned === undefined && !loosened ? {} : { pinned }),
    ...(loosened && before.due_date !== null ? { due_date: before.due_date } : {}),
  };
  const { status } = change;
  if (status === undefined || status === before.status) return [back];
  const way = wayTo(before.status, status);
  return way.map((next) => (next === before.status ? { ...back, status: next } : { status: next }));
}

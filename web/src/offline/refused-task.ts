import { OwnTask, type TaskChange } from "@alva/contracts/task";
import * as z from "zod";

/** A task that the server did not add: what its owner wrote, and why, in a sentence. */
export const RefusedTask = z.object({
  operation_id: OwnTask.shape.operation_id,
  task: OwnTask.omit({ operation_id: true, at: true }),
  reason: z.string(),
});
export type RefusedTask = z.infer<typeof RefusedTask>;

/** A refused task as its owner last wrote it: `changes` are those that waited behind it. */
export function refusedTask(
  operation: OwnTask,
  { changes, reason }: { readonly changes: readonly TaskChange[]; readonly reason: string },
): RefusedTask {
  const { operation_id, at: _at, ...task } = operation;
  return { operation_id, task: changes.reduce(rewritten, task), reason };
}

/** Where it stood is of no use without it; one that was parked keeps the day it came with. */
function rewritten(task: RefusedTask["task"], change: TaskChange): RefusedTask["task"] {
  return {
    title: change.title ?? task.title,
    channel: change.channel ?? task.channel,
    estimated_minutes: change.estimated_minutes ?? task.estimated_minutes,
    due_date: change.due_date ?? task.due_date,
    notes: change.notes ?? task.notes,
  };
}

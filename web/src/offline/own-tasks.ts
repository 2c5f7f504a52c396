import { OwnTask, type TaskChange } from "@alva/contracts/task";
import * as z from "zod";
import { operationIdOf, type QueuedWrite } from "./task-writes.ts";

/** A deletion as it was put into the queue, with what it made needless there. */
export interface KeptDeletion {
  readonly deletion: QueuedWrite;
  readonly needless: readonly QueuedWrite[];
}

/**
 * The queue with a deletion. What waits for the task and was never on its way goes out with it; the server hears of the deletion
 * unless that was all there is of the task.
 */
export function withDeletion(
  queue: readonly QueuedWrite[],
  deletion: QueuedWrite,
): KeptDeletion & { readonly queue: readonly QueuedWrite[] } {
  const needless = queue.filter(({ task_id, is_sent }) => task_id === deletion.task_id && !is_sent);
  const rest = queue.filter((one) => !needless.includes(one));
  const isUnknown = needless.some(({ write }) => write.kind === "add");
  return { deletion, needless, queue: isUnknown ? rest : [...rest, deletion] };
}

/** The queue with a deletion taken back; undefined when the server may have heard of it. */
export function withoutDeletion(
  queue: readonly QueuedWrite[],
  { deletion, needless }: KeptDeletion,
): readonly QueuedWrite[] | undefined {
  const wasUnknown = needless.some(({ write }) => write.kind === "add");
  const isWaiting = queue.some((one) => operationIdOf(one) === operationIdOf(deletion) && !one.is_sent);
  if (!wasUnknown && !isWaiting) return undefined;
  return [...queue.filter((one) => operationIdOf(one) !== operationIdOf(deletion)), ...needless];
}

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

import { operationIdOf, type QueuedWrite } from "./queued-write.ts";

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

import type { Task } from "@alva/contracts/task";
import { type BulkAction, useBulkChange } from "../api/bulk-changes.ts";
import { useChangeTasks } from "../api/task-changes.ts";
import { useKept } from "../offline/kept.ts";
import { changesOf, restoreOf } from "./bulk.ts";
import { undoOf } from "./undo.ts";

interface BulkOutcome {
  /** How many tasks were changed. */
  readonly changed: number;
  readonly undo: () => void;
}

/**
 * Does one thing to many tasks, in one request; as one change a task, which waits in the queue, without a connection or behind what
 * waits for one of them. `start` is the plan's first Monday. A failure is told where it is met.
 */
export function useBulk(start: string) {
  const together = useBulkChange();
  const alone = useChangeTasks();

  async function change(action: BulkAction, tasks: readonly Task[]): Promise<BulkOutcome> {
    if (!navigator.onLine || tasks.some(({ id }) => isWaiting(id))) return changeAlone(action, tasks);
    const { changed } = await together.mutateAsync({ ...action, task_ids: tasks.map(({ id }) => id) });
    const undo = () => void together.mutateAsync(restoreOf(tasks, changed)).catch(() => undefined);
    return { changed: changed.length, undo };
  }

  async function changeAlone(action: BulkAction, tasks: readonly Task[]): Promise<BulkOutcome> {
    const changes = changesOf(action, tasks, start);
    await alone.mutateAsync(changes);
    const back = changes.flatMap(({ task, change: made }) =>
      undoOf(task, made).map((undoing) => ({ task, change: undoing })),
    );
    return { changed: changes.length, undo: () => void alone.mutateAsync(back).catch(() => undefined) };
  }

  return { change, isPending: together.isPending, error: together.error };
}

const isWaiting = (id: string): boolean => useKept.getState().writes.some(({ task_id }) => task_id === id);

import type { Task } from "@alva/contracts/task";
import { type BulkAction, useBulkChange } from "../api/bulk-changes.ts";
import { useChangeTasks } from "../api/task-changes.ts";
import { changesOf, restoreOf } from "./bulk.ts";
import { undoOf } from "./undo.ts";

interface BulkOutcome {
  /** How many tasks were changed. */
  readonly changed: number;
  readonly undo: () => void;
}

/**
 * Does one thing to many tasks, in one request; without a connection as one change a task, which waits in the queue. `start` is the
 * plan's first Monday. A failure is told where it is met.
 */
export function useBulk(start: string) {
  const together = useBulkChange();
  const alone = useChangeTasks();

  async function change(action: BulkAction, tasks: readonly Task[]): Promise<BulkOutcome> {
    if (!navigator.onLine) return changeAlone(action, tasks);
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

import type { Task } from "@alva/contracts/task";
import { useAddTask, useDeleteTask, useTakeBackDeletion } from "../api/own-tasks.ts";
import { useChangeTasks } from "../api/task-changes.ts";
import { useDashboard } from "../api/dashboard.ts";
import { say } from "../components/ui/toast.tsx";
import { undoOf } from "./undo.ts";

/** Deletes a task of the owner's own, and brings it back, as it was, when that is taken back. */
export function useDeleteWithUndo() {
  const { data: dashboard } = useDashboard();
  const { mutateAsync: deleteTask, isPending } = useDeleteTask();
  const { mutateAsync: takeBack } = useTakeBackDeletion();
  const { mutateAsync: addTask } = useAddTask();
  const { mutateAsync: changeTasks } = useChangeTasks();

  async function addAgain(task: Task): Promise<void> {
    const { title, channel, estimated_minutes, notes, status, pinned, plan_id: planId } = task;
    // A parked task has no date, but came with one.
    const due_date = task.due_date ?? dashboard?.today ?? "";
    const added = await addTask({ task: { title, channel, estimated_minutes, notes, due_date }, planId });
    const way = status === added.status ? [] : undoOf({ ...added, status }, { status: added.status });
    await changeTasks([...(pinned ? [{ pinned }] : []), ...way].map((change) => ({ task: added, change })));
  }

  /** Whether it is deleted; a failure is told where it is met. */
  async function remove(task: Task): Promise<boolean> {
    const deletion = await deleteTask(task).catch(() => undefined);
    if (deletion === undefined) return false;
    const undo = async () => {
      if (!(await takeBack(deletion))) await addAgain(task);
    };
    say({ sentence: `Deleted: ${task.title}`, undo: () => void undo().catch(() => undefined) });
    return true;
  }
  return { remove, isDeleting: isPending };
}

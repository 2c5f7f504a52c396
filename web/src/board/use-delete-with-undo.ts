import type { Task } from "@alva/contracts/task";
import { useAddTask, useDeleteTask } from "../api/own-tasks.ts";
import { useChangeTasks } from "../api/task-changes.ts";
import { useDashboard } from "../api/dashboard.ts";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { undoOf } from "./undo.ts";

/** Deletes a task of the owner's own, and adds it again, as it was, when that is taken back. */
export function useDeleteWithUndo() {
  const { data: dashboard } = useDashboard();
  const { mutateAsync: deleteTask, isPending } = useDeleteTask();
  const { mutateAsync: addTask } = useAddTask();
  const { mutateAsync: changeTasks } = useChangeTasks();

  async function addAgain(task: Task): Promise<void> {
    const { title, channel, estimated_minutes, notes, status, pinned } = task;
    // A parked task has no date, but came with one.
    const due_date = task.due_date ?? dashboard?.today ?? "";
    const added = await addTask({ title, channel, estimated_minutes, notes, due_date });
    const way = status === added.status ? [] : undoOf({ ...added, status }, { status: added.status });
    await changeTasks([...(pinned ? [{ pinned }] : []), ...way].map((change) => ({ task: added, change })));
  }

  async function remove(task: Task): Promise<boolean> {
    try {
      await deleteTask(task);
    } catch (error) {
      tell(error);
      return false;
    }
    say({ sentence: `Deleted: ${task.title}`, undo: () => void addAgain(task).catch(tell) });
    return true;
  }
  return { remove, isDeleting: isPending };
}

const tell = (error: unknown) => say({ sentence: sentenceOf(error), isProblem: true });

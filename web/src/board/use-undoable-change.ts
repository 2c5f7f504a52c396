import type { Task } from "@alva/contracts/task";
import { useCallback } from "react";
import { type Change, useChangeTasks } from "../api/task-changes.ts";
import { say } from "../components/ui/toast.tsx";
import { statusNames } from "./statuses.ts";
import { undoOf } from "./undo.ts";

/** Changes a task, says in one sentence what was done, and offers to take it back. */
export function useUndoableChange() {
  const { mutateAsync } = useChangeTasks();
  return useCallback(
    (task: Task, change: Change, sentence: string): void => {
      const undo = () => {
        // A failure is told where it is met.
        mutateAsync(undoOf(task, change).map((back) => ({ task, change: back }))).catch(() => undefined);
      };
      const unsay = say({ sentence, undo });
      mutateAsync([{ task, change }]).catch(unsay);
    },
    [mutateAsync],
  );
}

/** Moves a task to another status. */
export function useMove() {
  const change = useUndoableChange();
  return useCallback(
    (task: Task, status: Task["status"]) => change(task, { status }, `${statusNames[status]}: ${task.title}`),
    [change],
  );
}

import { OwnTask, type Task } from "@alva/contracts/task";
import { useMutation } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { type KeptDeletion, withDeletion, withoutDeletion } from "../offline/deletion.ts";
import { changeQueue, keepWrites } from "../offline/kept.ts";
import { queuedWrite } from "../offline/queued-write.ts";
import { addedTask } from "../offline/task-writes.ts";

/** What the owner says of a task of their own. */
export type NewTask = Omit<OwnTask, "operation_id" | "at">;

interface TaskOfPlan {
  readonly task: NewTask;
  /** The plan it is added to, as far as this device knows. */
  readonly planId: string;
}

/**
 * Adds tasks of the owner's own, with or without a connection: each counts once it is kept on this device, has its id from then on,
 * and is sent in its turn.
 */
export function useAddTask() {
  return useMutation({
    networkMode: "always",
    mutationFn: async ({ task, planId }: TaskOfPlan): Promise<Task> => {
      const operation = OwnTask.parse({ ...task, ...operationNow() });
      const added = addedTask(operation, planId);
      await keepWrites([queuedWrite(added, { kind: "add", operation })]);
      return added;
    },
    onError: tellNotKept,
  });
}

/** Deletes tasks of the owner's own; of one that was never on its way to the server nothing is sent. */
export function useDeleteTask() {
  return useMutation({
    networkMode: "always",
    mutationFn: async (task: Task): Promise<KeptDeletion> => {
      const deletion = queuedWrite(task, { kind: "delete", task_id: task.id, operation: operationNow() });
      let needless: KeptDeletion["needless"] = [];
      await changeQueue((before) => {
        const after = withDeletion(before, deletion);
        ({ needless } = after);
        return after.queue;
      });
      return { deletion, needless };
    },
    onError: tellNotKept,
  });
}

/** Takes deletions back; says whether that was in time, before it was on its way. */
export function useTakeBackDeletion() {
  return useMutation({
    networkMode: "always",
    mutationFn: async (kept: KeptDeletion): Promise<boolean> => {
      let isInTime = false;
      await changeQueue((before) => {
        const after = withoutDeletion(before, kept);
        isInTime = after !== undefined;
        return after ?? before;
      });
      return isInTime;
    },
    onError: tellNotKept,
  });
}

const tellNotKept = () =>
  say({ sentence: "I couldn't keep that change on this device. Please try again.", isProblem: true });

const operationNow = () => ({ operation_id: crypto.randomUUID(), at: new Date().toISOString() });

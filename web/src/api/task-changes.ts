import { type Task, TaskChange } from "@alva/contracts/task";
import { useMutation } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { keepWrites } from "../offline/kept.ts";
import { queuedWrite } from "../offline/queued-write.ts";

export type Change = Omit<TaskChange, "operation_id" | "at">;

/** A change and the task it is made to. */
export interface ChangeOfTask {
  readonly task: Task;
  readonly change: Change;
}

/**
 * Changes tasks, each by itself, with or without a connection: a change counts once it is kept on this device, and is sent from
 * there in its turn. Each has an operation id, so a repetition is harmless.
 */
export function useChangeTasks() {
  return useMutation({
    networkMode: "always",
    mutationFn: (changes: readonly ChangeOfTask[]) => {
      const at = new Date().toISOString();
      return keepWrites(
        changes.map(({ task, change }) => {
          const operation = TaskChange.parse({ ...change, operation_id: crypto.randomUUID(), at });
          return queuedWrite(task, { kind: "change", task_id: task.id, operation });
        }),
      );
    },
    onError: () =>
      say({ sentence: "I couldn't keep that change on this device. Please try again.", isProblem: true }),
  });
}

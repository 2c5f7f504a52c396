import { type Task, TaskChange } from "@alva/contracts/task";
import { useMutation } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { keepChange } from "../offline/kept.ts";
import { changed } from "../offline/task-changes.ts";

export type Change = Omit<TaskChange, "operation_id" | "at">;

/**
 * Changes tasks one at a time, with or without a connection: a change counts once it is kept on this device, and is sent from
 * there in its turn. Answers with the task as it will be. Each has an operation id, so a repetition is harmless.
 */
export function useChangeTask() {
  return useMutation({
    networkMode: "always",
    mutationFn: async ({ task, change }: { readonly task: Task; readonly change: Change }) => {
      const operation = TaskChange.parse({
        ...change,
        operation_id: crypto.randomUUID(),
        at: new Date().toISOString(),
      });
      await keepChange({ task_id: task.id, title: task.title, operation });
      return changed(task, operation);
    },
    onError: () =>
      say({ sentence: "I couldn't keep that change on this device. Please try again.", isProblem: true }),
  });
}

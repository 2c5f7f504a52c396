import type { Task, TaskChange } from "@alva/contracts/task";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

export type Change = Omit<TaskChange, "operation_id" | "at">;

/** Changes tasks one at a time. Each change has an operation id, so a repetition of it is harmless. */
export function useChangeTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ task, change }: { readonly task: Task; readonly change: Change }) =>
      apiClient().changeTask(task.id, {
        ...change,
        operation_id: crypto.randomUUID(),
        at: new Date().toISOString(),
      }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dashboard }),
        queries.invalidateQueries({ queryKey: keys.tasks }),
      ]),
  });
}

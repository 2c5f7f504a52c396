import type { OwnTask, Task } from "@alva/contracts/task";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";
import { useOneOperation } from "./one-operation.ts";

export type NewTask = Omit<OwnTask, "operation_id" | "at">;

/** Adds tasks of the owner's own. All tries of the same one are one operation, until one is answered. */
export function useAddTask() {
  const readBoard = useReadBoard();
  const operation = useOneOperation();
  return useMutation({
    mutationFn: (task: NewTask) => apiClient().addTask({ ...task, ...operation.of(task) }),
    onSuccess: () => {
      operation.end();
      return readBoard();
    },
  });
}

/** Deletes tasks of the owner's own. */
export function useDeleteTask() {
  const readBoard = useReadBoard();
  return useMutation({
    mutationFn: ({ id }: Task) =>
      apiClient().deleteTask(id, { operation_id: crypto.randomUUID(), at: new Date().toISOString() }),
    onSuccess: readBoard,
  });
}

function useReadBoard() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.tasks }),
      queries.invalidateQueries({ queryKey: keys.dashboard }),
    ]);
}

import type { BulkChange } from "@alva/contracts/task";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

type WithoutOperation<Change> = Change extends unknown ? Omit<Change, "operation_id" | "at"> : never;
type Bulk = WithoutOperation<BulkChange>;

/** What takes a bulk change back. */
export type Restore = Extract<Bulk, { action: "restore" }>;

/** What is done to each of the selected tasks. */
export type BulkAction = BulkActionOf<Exclude<Bulk, { action: "restore" }>>;
type BulkActionOf<Change> = Change extends unknown ? Omit<Change, "task_ids"> : never;

/** Changes many tasks at once; the board is then read anew, since the server gives the dates. */
export function useBulkChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (bulk: Bulk) =>
      apiClient().changeTasks({
        ...bulk,
        operation_id: crypto.randomUUID(),
        at: new Date().toISOString(),
      }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.tasks }),
        queries.invalidateQueries({ queryKey: keys.dashboard }),
      ]),
  });
}

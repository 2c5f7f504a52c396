import type { LedgerLine } from "@alva/contracts/ledger";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What was merged, moved and left out of a plan, 20 lines at a time. */
export function useLedger(planId: string) {
  return useInfiniteQuery({
    queryKey: keys.ledger(planId),
    queryFn: ({ pageParam }) => apiClient().ledger(planId, { limit: 20, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

interface Restore {
  readonly line: LedgerLine;
  /** The `id` of one item; without it, all that can be put back are. */
  readonly item?: string;
}

/** Puts tasks of a ledger line back on the board; undone by parking them. */
export function useRestore(planId: string) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.plan(planId) }),
      queries.invalidateQueries({ queryKey: keys.tasks }),
      queries.invalidateQueries({ queryKey: keys.dashboard }),
    ]);
  const park = useMutation({
    mutationFn: (taskIds: readonly string[]) =>
      apiClient().changeTasks({
        action: "park",
        task_ids: [...taskIds],
        operation_id: crypto.randomUUID(),
        at: new Date().toISOString(),
      }),
    onError: complain,
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: ({ line, item }: Restore) =>
      apiClient().restoreTasks(
        { id: planId, line: line.id },
        {
          operation_id: crypto.randomUUID(),
          at: new Date().toISOString(),
          ...(item === undefined ? {} : { item }),
        },
      ),
    onError: complain,
    onSettled: refresh,
  });
  return { restore, park };
}

function complain(error: Error): void {
  say({ sentence: sentenceOf(error), isProblem: true });
}

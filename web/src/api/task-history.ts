import type { Task } from "@alva/contracts/task";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What happened to a task, newest first, page by page; asked for anew whenever something did. */
export function useTaskHistory({ id, updated_at }: Task) {
  return useInfiniteQuery({
    queryKey: keys.taskHistory(id, updated_at),
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => apiClient().taskHistory(id, { limit: 10, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What happened to a task, newest first, page by page. */
export function useTaskHistory(taskId: string) {
  return useInfiniteQuery({
    queryKey: keys.taskHistory(taskId),
    queryFn: ({ pageParam }) => apiClient().taskHistory(taskId, { limit: 10, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}

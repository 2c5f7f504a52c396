import type { Task, TaskQuery } from "@alva/contracts/task";
import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { nullWhenMissing } from "./dashboard.ts";
import { keys } from "./keys.ts";

/** As many as the api gives at once: a board of a thousand tasks is five requests. */
const pageSize = 200;

/** Every task of the current plan that a filter lets through, page by page; none without a plan. */
export function useTasks(filter: Partial<TaskQuery> = {}) {
  return useQuery({
    queryKey: [...keys.tasks, filter],
    queryFn: async ({ signal }): Promise<Task[]> => {
      const found: Task[] = [];
      let cursor: string | undefined;
      do {
        const page = await apiClient().listTasks({
          ...filter,
          limit: pageSize,
          ...(cursor === undefined ? {} : { cursor }),
        });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined && !signal.aborted);
      return found;
    },
  });
}

/** The current plan whole; null while there is none. */
export function usePlan(planId: string | undefined) {
  return useQuery({
    queryKey: keys.plan(planId ?? ""),
    enabled: planId !== undefined,
    queryFn: () =>
      apiClient()
        .getPlan(planId ?? "")
        .catch(nullWhenMissing),
  });
}

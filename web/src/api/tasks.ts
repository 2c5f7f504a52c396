import type { Plan } from "@alva/contracts/plan";
import type { Task, TaskQuery } from "@alva/contracts/task";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useKept } from "../offline/kept.ts";
import type { QueuedWrite } from "../offline/queued-write.ts";
import { isListed, tasksAfter } from "../offline/task-writes.ts";
import { apiClient } from "../session/clients.ts";
import { nullWhenMissing } from "./dashboard.ts";
import { keys } from "./keys.ts";

/** As many as the api gives at once: a board of a thousand tasks is five requests. */
const pageSize = 200;

/** What asks for every task of the current plan that a filter lets through, page by page; for none without a plan. */
export function tasksQuery(filter: Partial<TaskQuery> = {}) {
  return queryOptions({
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

/** Tasks of the current plan. What waits on this device to be sent is shown as if it had been taken. */
export function useTasks(filter: Partial<TaskQuery> = {}) {
  const writes = useKept((kept) => kept.writes);
  return useQuery({
    ...tasksQuery(filter),
    select: useCallback(
      (tasks: readonly Task[]) => tasksAfter(tasks, writes).filter((task) => isListed(filter, task)),
      // The filter's parts are part of the key, so a new one is another query.
      [writes, JSON.stringify(filter)],
    ),
  });
}

/** What asks for a plan whole with its tasks as they are now; null where there is none. */
export function planQuery(planId: string) {
  return queryOptions({
    queryKey: keys.plan(planId),
    queryFn: () => apiClient().getPlan(planId).catch(nullWhenMissing),
  });
}

/** A plan whole, with what of it waits on this device, asked for anew wherever it is shown: the board changes it. */
export function usePlan(planId: string | undefined) {
  const writes = useKept((kept) => kept.writes);
  return useQuery({
    ...planQuery(planId ?? ""),
    enabled: planId !== undefined,
    refetchOnMount: "always",
    select: useCallback((plan: Plan | null) => plan && withWrites(plan, writes), [writes]),
  });
}

/** An earlier plan stays as it is: what waits belongs to the one that it was done in. */
function withWrites(plan: Plan, writes: readonly QueuedWrite[]): Plan {
  const { master_plan: master } = plan;
  const own = writes.filter(({ plan_id }) => plan_id === plan.id);
  if (!master || own.length === 0) return plan;
  return { ...plan, master_plan: { ...master, tasks: tasksAfter(master.tasks, own) } };
}

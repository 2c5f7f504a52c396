import type { AnswerInPlan } from "@alva/contracts/reasons";
import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** Every answer that a plan rests on, in the order of the cards. */
export function useReasons(planId: string) {
  return useQuery({
    queryKey: keys.reasons(planId),
    queryFn: async ({ signal }): Promise<AnswerInPlan[]> => {
      const found: AnswerInPlan[] = [];
      let cursor: string | undefined;
      do {
        const page = await apiClient().reasons(planId, { limit: 200, cursor });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined && !signal.aborted);
      return found;
    },
  });
}

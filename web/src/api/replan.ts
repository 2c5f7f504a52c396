import type { Replan } from "@alva/contracts/plan-changes";
import { useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What a wish would do to the current plan. It depends on every task, so it is asked for anew with them. */
export function useReplanPreview(planId: string | undefined, wish: Omit<Replan, "confirm"> | undefined) {
  return useQuery({
    queryKey: [...keys.tasks, "replan", planId, wish],
    enabled: planId !== undefined && wish !== undefined,
    queryFn: () => apiClient().previewReplan(planId ?? "", wish ?? {}),
  });
}

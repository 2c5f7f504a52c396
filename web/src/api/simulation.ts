import type { Means } from "@alva/contracts/simulation";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiClient } from "../session/clients.ts";
import { keys } from "./keys.ts";

/** What other hours or money would change; while that is worked out, the last answer stays in view. */
export function useSimulation(means: Means) {
  return useQuery({
    queryKey: keys.simulation(means),
    queryFn: () => apiClient().simulate(means),
    placeholderData: keepPreviousData,
  });
}

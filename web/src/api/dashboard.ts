import { ProblemError } from "@alva/contracts/problem-error";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Dashboard } from "@alva/contracts/dashboard";
import { useKept } from "../offline/kept.ts";
import { deadlinesAfter, taskAfter, withWaitingWins } from "../offline/task-writes.ts";
import { apiClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import { keys } from "./keys.ts";

/** What asks for the dashboard; null while there is no plan in use. */
export const dashboardQuery = queryOptions({
  queryKey: keys.dashboard,
  queryFn: () => apiClient().getDashboard().catch(nullWhenMissing),
});

/**
 * What the home page shows; null while there is no plan in use. Its tasks and today's place in the streak are shown with what waits
 * on this device; sums are the server's and follow when it is sent.
 */
export function useDashboard() {
  const writes = useKept((kept) => kept.writes);
  const isSignedIn = useSession(({ state }) => state === "signed_in");
  return useQuery({
    ...dashboardQuery,
    enabled: isSignedIn,
    select: useCallback(
      (dashboard: Dashboard | null) =>
        dashboard && {
          ...dashboard,
          quick_win: dashboard.quick_win && taskAfter(dashboard.quick_win, writes),
          next_quick_win: dashboard.next_quick_win && taskAfter(dashboard.next_quick_win, writes),
          streak: withWaitingWins(
            dashboard.streak,
            { today: dashboard.today, timezone: dashboard.plan.timezone },
            writes,
          ),
          deadlines: deadlinesAfter(dashboard, writes),
        },
      [writes],
    ),
  });
}

/** Turns "there is none" into a value; every other refusal stays one. */
export function nullWhenMissing(error: unknown): null {
  if (error instanceof ProblemError && error.code === "not_found") return null;
  throw error;
}

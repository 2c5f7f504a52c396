import type { QueryClient } from "@tanstack/react-query";
import { dashboardQuery } from "../api/dashboard.ts";
import { profileQuery } from "../api/profile.ts";
import { planQuery, tasksQuery } from "../api/tasks.ts";
import { everyStatus } from "../board/statuses.ts";

/** After what the page itself asks for. */
const pauseMilliseconds = 2000;
/** How old an answer may be that would be read offline. */
const staleTime = 24 * 3_600_000;

/**
 * Has the board and the plan come to this device before they were first opened, so that they can be read without a connection.
 * Nothing is shown of a refusal: whoever opens them meets it there. Returns what ends it.
 */
export function readAhead(queries: QueryClient): () => void {
  const timer = setTimeout(() => void read().catch(() => undefined), pauseMilliseconds);
  async function read(): Promise<void> {
    const dashboard = await queries.fetchQuery({ ...dashboardQuery, staleTime });
    if (dashboard === null) return;
    await queries.prefetchQuery({ ...tasksQuery(everyStatus), staleTime });
    await queries.prefetchQuery({ ...planQuery(dashboard.plan.id), staleTime });
    await queries.prefetchQuery({ ...profileQuery, staleTime });
  }
  return () => clearTimeout(timer);
}

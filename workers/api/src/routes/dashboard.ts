import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { dashboardOn } from "@alva/planning/dashboard";
import { createZoneClock } from "@alva/planning/governance/time-zone";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { findCurrentBoard } from "../queries/dashboard.ts";

/** `/dashboard`: what the home page shows today. */
export function dashboardRoutes({ db }: Ports) {
  return new Hono<BearerEnv>().get(apiEndpoints.getDashboard.path, async (c) => {
    const board = await findCurrentBoard(db, c.get("caller").sub);
    if (!board) throw new ApiError("not_found", "No plan is ready yet.");
    const { planId, plan, tasks, serverTime } = board;
    const clock = createZoneClock(plan.timezone);
    const dateAt = (time: string) => clock.dateAt(Date.parse(time));
    const quickWins = board.quickWins.map(({ due_date, completed_local_date, withdrawn_at }) => ({
      dueDate: due_date,
      completedOn: completed_local_date,
      withdrawnOn: withdrawn_at === null ? null : dateAt(withdrawn_at),
    }));
    return c.json(dashboardOn({ today: dateAt(serverTime), planId, plan, tasks, quickWins }));
  });
}

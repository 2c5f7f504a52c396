import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { dashboardOn } from "@alva/planning/dashboard";
import { createZoneClock } from "@alva/planning/governance/time-zone";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { quickWinDates } from "../quick-win-dates.ts";
import { findCurrentBoard } from "../queries/dashboard.ts";

/** `/dashboard`: what the home page shows today. */
export function dashboardRoutes({ db }: Ports) {
  return new Hono<BearerEnv>().get(apiEndpoints.getDashboard.path, async (c) => {
    const board = await findCurrentBoard(db, c.get("caller").sub);
    if (!board) throw new ApiError("not_found", "No plan is ready yet.");
    const { planId, plan, tasks, serverTime } = board;
    const clock = createZoneClock(plan.timezone);
    const today = clock.dateAt(Date.parse(serverTime));
    return c.json(dashboardOn({ today, planId, plan, tasks, quickWins: quickWinDates(board, clock) }));
  });
}

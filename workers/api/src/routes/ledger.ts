import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { body, params, query } from "@alva/http/validate";
import { isInPlan } from "@alva/planning/exports/in-plan";
import { writeLedger } from "@alva/planning/ledger/ledger";
import { planRestore, tasksToRestore } from "@alva/planning/ledger/restore";
import { weeklyCapacityMinutes } from "@alva/planning/profile-facts";
import { closedDays, closureBlocks } from "@alva/planning/strategy/closures";
import { Hono } from "hono";
import * as z from "zod";
import type { Ports } from "../ports.ts";
import { findExplainedPlan, findRestorablePlan, type RestorablePlan } from "../queries/ledger.ts";
import { restoreTasksOnce } from "../queries/restored-tasks.ts";
import { answered, readOperation } from "./operation.ts";

const { listLedger, restoreTasks } = apiEndpoints;
const LedgerCursor = z.tuple([z.int().min(0)]);

/** `/plans/:id/ledger`: what was merged, moved and left out, and the way back. */
export function ledgerRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(listLedger.path, params(listLedger.params), query(listLedger.query), async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const [from] = cursor === undefined ? [0] : readCursor(LedgerCursor, cursor);
      const own = { userId: c.get("caller").sub, planId: c.req.valid("param").id };
      const found = await findExplainedPlan(db, own);
      if (!found) throw noPlan();
      // The log never changes once a plan is ready, so a place in the list stays the same line.
      const lines = found.source ? writeLedger(found.source) : [];
      const end = from + limit;
      return c.json({
        items: lines.slice(from, end),
        next_cursor: end < lines.length ? writeCursor([end]) : null,
      });
    })
    .post(restoreTasks.path, params(restoreTasks.params), body(restoreTasks.body), async (c) => {
      const { operation, fields } = readOperation(c, c.req.valid("json"));
      const { id: planId, line: lineId } = c.req.valid("param");
      // Where there is room is decided by the rules of governance, which are code; the write holds only what it must.
      const found = await findRestorablePlan(db, { userId: operation.userId, planId });
      if (!found) throw noPlan();
      if (!found.isCurrent) {
        throw new ApiError(
          "state_conflict",
          "This plan is not the one you work through. Look in your current plan.",
        );
      }
      const tasks = restorable(found, { lineId, item: fields.item });
      const places = placesFor(tasks, found, fields.due_date);
      return c.json(answered(await restoreTasksOnce(db, { ...operation, planId, tasks, ...places })));
    });
}

function restorable(
  { source }: RestorablePlan,
  { lineId, item }: { lineId: string; item: string | undefined },
) {
  const line = writeLedger(source).find(({ id }) => id === lineId);
  if (!line || (item !== undefined && !line.items.some(({ id }) => id === item))) {
    throw new ApiError("not_found", "This plan's ledger has no such line or task.");
  }
  const tasks = tasksToRestore(source, { line, item });
  if (tasks) return tasks;
  throw new ApiError("state_conflict", line.explanation ?? "There is nothing to put back here.");
}

/** A day for each task that is not on the board. */
function placesFor(
  tasks: ReturnType<typeof restorable>,
  { source, profile, today }: RestorablePlan,
  dueDate: string | undefined,
) {
  const { masterPlan } = source;
  const parked = tasks.filter(
    (task) => !masterPlan.tasks.some(({ id, status }) => id === task.id && isInPlan({ status })),
  );
  const blocks = closureBlocks({
    closed_days: closedDays(profile, masterPlan.plan.window_start),
    weekly_capacity_minutes: weeklyCapacityMinutes(profile),
  });
  return planRestore(parked, { today, masterPlan, blocks, dueDate });
}

function noPlan(): ApiError {
  return new ApiError("not_found", "You have no plan with this id.");
}

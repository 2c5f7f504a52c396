import type { Endpoints } from "../endpoint.ts";
import { LedgerLine, LedgerLineId, RestoredTasks, RestoreTasks } from "../ledger.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { PlanId } from "../plan.ts";

/** What was merged, moved and left out of a plan, and the way back. */
export const ledgerEndpoints = {
  listLedger: {
    method: "GET",
    path: "/plans/:id/ledger",
    summary: "What was merged, moved and left out, in plain words",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    query: PageQuery,
    replies: {
      200: { description: "A page of lines; none while the plan is being made.", body: pageOf(LedgerLine) },
    },
    problems: ["not_found", "validation_failed", "dependency_unavailable"],
  },
  restoreTasks: {
    method: "POST",
    path: "/plans/:id/ledger/:line/restore",
    summary: "Put tasks of a ledger line back on the board of the current plan",
    description:
      "Each comes back pinned: on the given day, else on the first weekday from today on that has room within the hours, " +
      "else in today's week, and `over` says by how much. What is on the board already stays as it is. Of work that " +
      "repeats, a line brings back the instances it names. Undone by parking or refusing the task.",
    tag: "Plans",
    access: "bearer",
    params: LedgerLineId,
    body: RestoreTasks,
    replies: { 200: { description: "The tasks as they now are.", body: RestoredTasks } },
    problems: ["not_found", "state_conflict", "idempotency_key_reused", "dependency_unavailable"],
  },
} as const satisfies Endpoints;

import type { PlanStatus } from "@alva/contracts/plan";
import { type SQL, sql } from "drizzle-orm";
import { moveAndRead } from "./plan-status.ts";
import type { AppDatabase } from "./rows.ts";

/**
 * Ends an unfinished plan with which nothing more can be done; a finished one stays as it is. Returns where it stands now,
 * or undefined.
 */
export async function failPlan(db: AppDatabase, planId: string): Promise<PlanStatus | undefined> {
  return moveAndRead(db, {
    move: finish("failed", sql`id = ${planId} and finished_at is null`),
    plan: sql`p.id = ${planId}`,
  });
}

/** Stops an unfinished plan of this person; a finished one stays as it is. Returns where it stands now, or undefined. */
export async function cancelPlan(
  db: AppDatabase,
  { userId, planId }: { readonly userId: string; readonly planId: string },
): Promise<PlanStatus | undefined> {
  return moveAndRead(db, {
    move: finish("cancelled", sql`id = ${planId} and user_id = ${userId} and finished_at is null`),
    plan: sql`p.id = ${planId} and p.user_id = ${userId}`,
  });
}

/** Ends the plan that a condition names, without a master plan. */
function finish(state: "failed" | "cancelled", condition: SQL): SQL {
  return sql`
    with plan as (
      update app.plans
      set state = ${state}::app.plan_state, sequence = sequence + 1, updated_at = now(), finished_at = now()
      where ${condition} returning id, sequence
    )
    insert into app.plan_events (plan_id, sequence, event)
    select id, sequence, jsonb_build_object('state', ${state}::text) from plan`;
}

import { isFinal, type PlanSummary } from "@alva/contracts/plan";
import { undoHours } from "@alva/contracts/plan-changes";

/** What the newest plan that the model was asked for is to the owner of a current one. */
export type NewestPlan =
  | { readonly is: "none" }
  | { readonly is: "under_way" | "failed" | "waiting"; readonly plan: PlanSummary };

/**
 * The newest plan that was asked of the model, as long as it is not in use: it is being made, it failed, or it waits to be
 * applied. A re-plan in the meantime does not make it pass. Plans newest first; those put aside count as seen.
 */
export function newestPlan(plans: readonly PlanSummary[]): NewestPlan {
  const plan = plans.find(
    ({ kind, state, put_aside_at }) => kind === "generated" && state !== "cancelled" && put_aside_at === null,
  );
  if (plan === undefined) return { is: "none" };
  if (!isFinal(plan.state)) return { is: "under_way", plan };
  if (plan.state === "failed") return { is: "failed", plan };
  return plan.standing === "proposed" ? { is: "waiting", plan } : { is: "none" };
}

/** Until when the current plan can be undone (milliseconds since 1970); undefined when there is nothing to go back to. */
export function undoableUntil(
  current: Pick<PlanSummary, "parent_id" | "applied_at">,
  now: number,
): number | undefined {
  if (current.parent_id === null || current.applied_at === null) return undefined;
  const until = Date.parse(current.applied_at) + undoHours * 3_600_000;
  return until > now ? until : undefined;
}

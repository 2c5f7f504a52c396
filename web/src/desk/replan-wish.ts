import type { DeskAction } from "@alva/contracts/chat";
import type { ReplanWish } from "@alva/contracts/plan-changes";

/** What a proposal to change hours or budget asks of the rest of the plan; undefined for every other proposal. */
export function replanWish(action: DeskAction): ReplanWish | undefined {
  if (action.name === "change_hours") return { hours: action.arguments.weekly_marketing_time_hours };
  if (action.name === "change_budget") return { monthly_ad_budget: action.arguments.monthly_ad_budget };
  return undefined;
}

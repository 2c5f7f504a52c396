import { AdBudget } from "@alva/contracts/ad-budget";
import type { Plan } from "@alva/contracts/plan";

/** Where the money for ads goes. US dollars a month. */
export interface AdSplit {
  /** What the campaigns were planned with. */
  readonly total: number;
  readonly parts: readonly { readonly name: string; readonly amount: number }[];
  /** What the plan's owner has for ads by now, when a re-plan changed it and left the campaigns as they are. */
  readonly changedTo: number | undefined;
}

/** As much of a plan as its money for ads takes. */
interface PlanWithAds extends Pick<Plan, "artifacts"> {
  readonly custom_plan: { readonly channel_enables: { readonly ppc: boolean } } | null;
  readonly profile: { readonly constraints: { readonly monthly_ad_budget: number | null } };
}

/** How a plan splits its money for ads; undefined when there are no ads in it. */
export function adSplitOf({
  custom_plan: strategy,
  artifacts,
  profile: { constraints },
}: PlanWithAds): AdSplit | undefined {
  if (strategy?.channel_enables.ppc !== true) return undefined;
  const { data } = AdBudget.safeParse(artifacts["ppc"]?.["budget"]);
  if (data === undefined || data.allocation.length === 0) return undefined;
  const { monthly_total: total, allocation: parts } = data;
  const budget = constraints.monthly_ad_budget ?? total;
  return { total, parts, changedTo: budget === total ? undefined : budget };
}

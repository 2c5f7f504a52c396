import type { PlanPreview } from "@alva/contracts/summary";
import { type Budget, effectiveAdBudget } from "../profile-facts.ts";
import { quickWinMinutes, quickWinsPerWeek } from "../strategy/bounds.ts";
import { leastAdBudget, noAdsReason } from "../strategy/gates.ts";

const weeks = 13;
/** Minutes of a task of the middle effort. */
const largerTaskMinutes = 75;

interface Means {
  /** Whole hours a week. */
  readonly hours: number;
  /** Null while it is not answered. */
  readonly budget: Budget | null;
}

/** What hours and money can hold, before any plan is made (product specification, section 6.7). */
export function planPreview({ hours, budget }: Means): PlanPreview {
  const capacity = hours * 60;
  const quickWins = quickWinsPerWeek(capacity);
  const rest = capacity - quickWinMinutes * quickWins;
  const perWeek = Math.floor(rest / largerTaskMinutes);
  const inParts = Math.floor((weeks * rest) / largerTaskMinutes);
  return {
    quick_wins: weeks * quickWins,
    larger_tasks: perWeek > 0 ? weeks * perWeek : inParts,
    in_parts: perWeek === 0 && inParts > 0,
    ads: budget && adsPreview(budget, hours),
  };
}

function adsPreview(constraints: Budget, hours: number): PlanPreview["ads"] {
  const dollars = effectiveAdBudget({ constraints });
  const closed = noAdsReason(dollars, hours);
  return {
    included: closed === null,
    reason: closed ?? `$${dollars} a month is at least the $${leastAdBudget} that ads need`,
  };
}

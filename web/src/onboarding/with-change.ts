import type { CardAnswer } from "@alva/contracts/onboarding-answers";
import { budgetLevelOf } from "@alva/contracts/profile-rules";
import { DollarsAMonth } from "@alva/contracts/whole-number";

/**
 * A card's answer after one of its inputs changed; undefined takes a value away. On the budget card an amount and a stop say the
 * same: a typed amount moves the slider to its stop, and a slider that is moved to another stop lets the amount go.
 */
export function withChange(answer: CardAnswer, key: string, value: unknown): CardAnswer {
  const { [key]: _before, ...others } = answer;
  const next = value === undefined ? others : { ...others, [key]: value };
  const amount = DollarsAMonth.safeParse(next["monthly_ad_budget"]).data;
  if (amount === undefined) return next;
  const stop = budgetLevelOf(amount);
  if (key === "monthly_ad_budget") return { ...next, budget_level: stop };
  // The stop “None” hides the amount; what is hidden stays in the draft.
  if (key !== "budget_level" || value === stop || value === "none") return next;
  const { monthly_ad_budget: _amount, ...withoutAmount } = next;
  return withoutAmount;
}

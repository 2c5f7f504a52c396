import { onboarding, type OnboardingCard } from "@alva/contracts/onboarding-cards";
import type { OnboardingState } from "@alva/contracts/onboarding";
import { valueAt } from "@alva/contracts/value-at";
import type * as z from "zod";

interface Answers {
  /** The profile that the plan rests on, and the newest one. */
  readonly before: object;
  readonly after: object;
  /** What was answered since and is not part of a profile yet. */
  readonly cards: z.infer<typeof OnboardingState>["cards"];
}

/** The cards whose answers are not those that a plan was made from. Notes and refusals are no answers. */
export function changedCards({ before, after, cards }: Answers): OnboardingCard[] {
  const pending = new Set(cards.filter((card) => card.pending).map(({ card }) => card));
  return onboarding.cards.filter(
    ({ id, paths }) =>
      pending.has(id) || paths.some((path) => !isEqual(valueAt(before, path), valueAt(after, path))),
  );
}

/** Both were parsed by the same schema, so their fields come in the same order. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

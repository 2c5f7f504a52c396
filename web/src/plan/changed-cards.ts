import { onboarding, type OnboardingCard } from "@alva/contracts/onboarding-cards";
import type { OnboardingState } from "@alva/contracts/onboarding";
import { valueAt } from "@alva/contracts/value-at";
import type { ClientProfile } from "@alva/contracts/profile";
import type * as z from "zod";

type Cards = z.infer<typeof OnboardingState>["cards"];

interface Answers {
  /** The profile that the plan rests on, and the newest one. */
  readonly before: object;
  readonly after: object;
  /** What was answered since and is not part of a profile yet. */
  readonly cards: Cards;
}

/** The cards whose answers are not those that a plan was made from. Notes and refusals are no answers. */
export function changedCards({ before, after, cards }: Answers): OnboardingCard[] {
  const pending = new Set(cards.filter((card) => card.pending).map(({ card }) => card));
  return onboarding.cards.filter(
    ({ id, paths }) =>
      pending.has(id) || paths.some((path) => !isEqual(valueAt(before, path), valueAt(after, path))),
  );
}

/** When the newest answer was given, be it part of the profile or not yet. */
export function newestAnswerAt({ updated_at }: Pick<ClientProfile, "updated_at">, cards: Cards): string {
  return cards
    .flatMap(({ pending, answered_at }) => (pending && answered_at !== null ? [answered_at] : []))
    .reduce((newest, at) => (isAfter(at, newest) ? at : newest), updated_at);
}

/** Whether the first moment is later than the second, which may never have come. */
export function isAfter(one: string, other: string | null): boolean {
  return other === null || Date.parse(one) > Date.parse(other);
}

/** Both were parsed by the same schema, so their fields come in the same order. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

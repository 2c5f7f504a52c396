import {
  type CardAnswer,
  cardAnswerSchema,
  isEmpty,
  visibleInputs,
} from "@alva/contracts/onboarding-answers";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";

/** What is wrong with a card's fields, a sentence by the key of each. */
export type FieldProblems = Readonly<Record<string, string>>;

/** The fields that the server would not take as they are, hidden ones included. */
export function malformedFields({ id }: OnboardingCard, answer: CardAnswer): FieldProblems {
  const found: Record<string, string> = {};
  for (const { path, message } of cardAnswerSchema(id).safeParse(answer).error?.issues ?? []) {
    found[String(path[0])] ??= message;
  }
  return found;
}

/** The required fields in view that say nothing. */
export function missingFields(card: OnboardingCard, answer: CardAnswer): FieldProblems {
  const missing = visibleInputs(card, answer).filter(({ key, required }) => required && isEmpty(answer[key]));
  return Object.fromEntries(missing.map(({ key }) => [key, "This is needed to go on."]));
}

/** The part of an answer that the server takes: what is malformed stays there as it was. */
export function wellFormedPart(card: OnboardingCard, answer: CardAnswer, stored: CardAnswer): CardAnswer {
  const malformed = Object.keys(malformedFields(card, answer));
  const kept = malformed.filter((key) => stored[key] !== undefined).map((key) => [key, stored[key]]);
  const taken = Object.entries(answer).filter(([key]) => !malformed.includes(key));
  return Object.fromEntries([...taken, ...kept]);
}

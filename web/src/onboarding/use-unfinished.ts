import type { MissingAnswer } from "@alva/contracts/onboarding-answers";
import { cardOf } from "@alva/contracts/onboarding-cards";
import { useKept } from "../offline/kept.ts";
import { malformedFields } from "./card-problems.ts";

/** The fields that were left half typed: they are on this device alone, and the server would not take them. */
export function useUnfinished(): readonly MissingAnswer[] {
  const drafts = useKept((kept) => kept.drafts);
  return drafts.flatMap(({ card, answer }) =>
    Object.entries(malformedFields(cardOf(card), answer)).map(([key, message]) => ({
      card,
      path: `${card}.${key}`,
      message,
    })),
  );
}

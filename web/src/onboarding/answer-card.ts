import { onboarding } from "@alva/contracts/onboarding-cards";

/** Where a profile's answer was given: its card, or the summary of all answers for what no card asks. */
export function answerRoute(path: string): string {
  return onboarding.cards.find(({ paths }) => paths.includes(path))?.route ?? "/onboarding/summary";
}

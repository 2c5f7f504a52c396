import { onboarding } from "@alva/contracts/onboarding-cards";
import { editPath } from "./return-to.ts";

/** Where the profile's answer behind something the desk said is changed: its card, or the summary of all answers for what no card asks. */
export function answerRoute(path: string): string {
  const card = onboarding.cards.find(({ paths }) => paths.includes(path));
  return card ? editPath(card.route, "desk") : "/onboarding/summary";
}

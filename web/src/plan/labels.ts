import { onboarding, optionsOf, placedInputs } from "@alva/contracts/onboarding-cards";
import { valueAt } from "@alva/contracts/value-at";

/** The choices at a profile path in the words of the cards; one without a label as it was written. */
export function labelsAt(profile: object, path: string): string[] {
  const chosen = valueAt(profile, path);
  if (!Array.isArray(chosen)) return [];
  const input = onboarding.cards.flatMap(placedInputs).find((placed) => placed.input.path === path)?.input;
  const labels = new Map((input ? optionsOf(input) : []).map(({ id, label }) => [id, label]));
  return chosen.map((id) => labels.get(String(id)) ?? String(id));
}

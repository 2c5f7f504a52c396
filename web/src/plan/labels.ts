import { onboarding, optionsOf, placedInputs } from "@alva/contracts/onboarding-cards";
import { valueAt } from "@alva/contracts/value-at";

/** The choices at a profile path in the words of the cards; for the option that asked for a text, that text. */
export function labelsAt(profile: object, path: string): string[] {
  const chosen = valueAt(profile, path);
  if (!Array.isArray(chosen)) return [];
  const input = onboarding.cards.flatMap(placedInputs).find((placed) => placed.input.path === path)?.input;
  const other = input && "other" in input ? input.other : undefined;
  const labels = new Map((input ? optionsOf(input) : []).map(({ id, label }) => [id, label]));
  return chosen.map((id) => {
    const own = id === other?.optionId ? valueAt(profile, other?.input.path ?? "") : undefined;
    return typeof own === "string" && own !== "" ? own : (labels.get(String(id)) ?? String(id));
  });
}

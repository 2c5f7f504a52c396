import { type CardAnswer, visibleInputs } from "./onboarding-answers.ts";
import { type CardInput, type OnboardingCard, optionsOf } from "./onboarding-cards.ts";

/**
 * An input's value in the words of its card: options by their labels, one that asks for a text by that text once it is there,
 * files by their number. Null when it is not answered.
 */
export function answerInWords(input: CardInput, answer: CardAnswer): string | null {
  const value = answer[input.key];
  if (Array.isArray(value)) return listInWords(input, value.map(String), answer);
  if (typeof value === "number") return numberInWords(input, value);
  if (typeof value === "boolean") return value ? "Yes" : null;
  return typeof value === "string" ? entryInWords(input, value, answer) : null;
}

/** What a card's answer says, input by input as they are shown; texts behind an "Other" stand in its place. */
export function cardInWords(
  card: OnboardingCard,
  answer: CardAnswer,
): readonly { readonly label: string | null; readonly words: string }[] {
  const inputs = visibleInputs(card, answer);
  const others = inputs.flatMap((input) => ("other" in input && input.other ? [input.other.input.key] : []));
  return inputs.flatMap((input) => {
    if (others.includes(input.key)) return [];
    const words = answerInWords(input, answer);
    return words === null ? [] : [{ label: input.label ?? null, words }];
  });
}

function listInWords(input: CardInput, entries: readonly string[], answer: CardAnswer): string | null {
  if (entries.length === 0) return null;
  if (input.kind === "file") return entries.length === 1 ? "1 file" : `${entries.length} files`;
  return entries.map((entry) => entryInWords(input, entry, answer)).join(", ");
}

/** An option by its label; one that asks for a text, by that text once it is there. */
function entryInWords(input: CardInput, entry: string, answer: CardAnswer): string {
  const other = "other" in input ? input.other : undefined;
  const text = other?.optionId === entry ? answer[other.input.key] : undefined;
  if (typeof text === "string") return text;
  return optionsOf(input).find(({ id }) => id === entry)?.label ?? entry;
}

function numberInWords(input: CardInput, value: number): string {
  if (input.kind === "slider" && value === input.max) return input.maxLabel ?? String(value);
  return input.kind === "number" ? `$${value}` : String(value);
}

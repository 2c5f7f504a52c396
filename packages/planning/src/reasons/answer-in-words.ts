import {
  type CardInput,
  onboarding,
  type OnboardingCard,
  optionsOf,
  placedInputs,
} from "@alva/contracts/onboarding-cards";
import type { ClientProfile } from "@alva/contracts/profile";
import { valueAt } from "@alva/contracts/value-at";

/** A field of the profile as a person knows it: what was asked, what they answered, and on which card. */
export interface AnswerInWords {
  readonly question: string;
  /** Null where it is not answered. */
  readonly answer: string | null;
  readonly card: OnboardingCard | null;
}

/** Questions that no card asks. */
const otherQuestions: Readonly<Record<string, string>> = {
  "user_profile.timezone": "Your time zone",
  "business_model.average_order_value": "What an order is worth on average, in dollars",
  client_notes: "Your notes",
};

const asked = new Map(
  onboarding.cards.flatMap((card) =>
    placedInputs(card).map(({ input }) => [input.path, { input, card }] as const),
  ),
);

/** The answer at a path such as `constraints.brand_nos`, with options in the words of the cards. */
export function answerInWords(profile: ClientProfile, path: string): AnswerInWords {
  const found = asked.get(path);
  const words =
    path === "client_notes" ? profile.client_notes.map(({ text }) => text) : wordsOf(profile, path);
  return {
    question: found ? questionOf(found) : (otherQuestions[path] ?? "Another of your answers"),
    answer: words.length > 0 ? words.join(", ") : null,
    card: found?.card ?? null,
  };
}

function questionOf({ input, card }: { readonly input: CardInput; readonly card: OnboardingCard }): string {
  return input.label ?? card.title;
}

function wordsOf(profile: ClientProfile, path: string): string[] {
  const value = valueAt(profile, path);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((entry) => entryInWords(profile, { path, entry }) ?? []);
}

function entryInWords(
  profile: ClientProfile,
  { path, entry }: { readonly path: string; readonly entry: unknown },
): string | null {
  const input = asked.get(path)?.input;
  if (typeof entry === "boolean") return entry ? "Yes" : "No";
  if (typeof entry === "number") {
    return input?.kind === "slider" && entry === input.max
      ? (input.maxLabel ?? String(entry))
      : String(entry);
  }
  if (typeof entry !== "string" || entry === "") return null;
  // An option that asks for a text is answered by that text.
  const other =
    input && "other" in input && input.other?.optionId === entry ? input.other.input.path : undefined;
  const text = other === undefined ? undefined : valueAt(profile, other);
  if (typeof text === "string" && text !== "") return text;
  return (input && optionsOf(input).find(({ id }) => id === entry)?.label) ?? entry;
}

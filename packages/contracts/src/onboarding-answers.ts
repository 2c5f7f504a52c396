import * as z from "zod";
import {
  type CardCondition,
  type CardId,
  cardOf,
  onboarding,
  type OnboardingCard,
  placedInputs,
} from "./onboarding-cards.ts";
import { ProfileInput } from "./profile.ts";
import { normalizeText } from "./text.ts";
import { valueAt } from "./value-at.ts";

/** An answer to a card: the value of each answered input by the input's key. Unanswered inputs are absent. */
export type CardAnswer = Readonly<Record<string, unknown>>;

/** Answers by card. A card without an answer is absent. */
export type CardAnswers = Readonly<Partial<Record<CardId, CardAnswer>>>;

/**
 * The schema of a draft answer to a card. Each field has the format and the limits that the profile has for it; nothing is
 * required, and what is empty is left out, since a draft may be incomplete but never malformed.
 */
export function cardAnswerSchema(card: CardId): z.ZodType<CardAnswer> {
  const fields = placedInputs(cardOf(card)).map(
    ({ input }) => [input.key, z.exactOptional(profileField(input.path))] as const,
  );
  return z.preprocess(withoutEmpty, z.strictObject(Object.fromEntries(fields)));
}

/** The profile's own schema of the field at a path, without its default. */
function profileField(path: string): z.core.SomeType {
  const [section = "", field = ""] = path.split(".");
  return within(within(ProfileInput, section), field);
}

function within(schema: z.core.SomeType, key: string): z.core.SomeType {
  const shape: Readonly<Record<string, z.core.SomeType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const found = shape[key];
  if (!found) throw new TypeError(`the profile has no field ${key}`);
  return found instanceof z.ZodDefault ||
    found instanceof z.ZodPrefault ||
    found instanceof z.ZodExactOptional
    ? found.unwrap()
    : found;
}

function withoutEmpty(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => !isEmpty(value)));
}

/** Whether a value of an input says nothing: absent, blank, or a list of nothing but such. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return normalizeText(value) === "";
  if (Array.isArray(value)) return value.every(isEmpty);
  return value === null || value === undefined;
}

/** The inputs of a card that its answer shows, in order: those without conditions, and follow-ups whose conditions hold. */
export function visibleInputs(card: OnboardingCard, answer: CardAnswer) {
  return placedInputs(card)
    .filter(({ when }) => when.every((condition) => holds(condition, answer)))
    .map(({ input }) => input);
}

function holds(condition: CardCondition, answer: CardAnswer): boolean {
  const value = answer[condition.key];
  if ("equals" in condition) return value === condition.equals;
  if ("in" in condition) return typeof value === "string" && condition.in.includes(value);
  return Array.isArray(value) && value.includes(condition.includes);
}

/** What keeps answers from being a profile: the card to open, the field's path in the profile, and what to do about it. */
export const MissingAnswer = z
  .object({ card: z.string(), path: z.string(), message: z.string() })
  .meta({ id: "MissingAnswer" });
export type MissingAnswer = z.infer<typeof MissingAnswer>;

interface Answered {
  readonly answers: CardAnswers;
  /** IANA name; no card asks for it. */
  readonly timezone: string;
  /** The profile that is to change: what no given answer speaks of stays as it is there. */
  readonly base?: ProfileInput | undefined;
}

/**
 * The profile that answers make, or everything that is missing for it. What an answer does not show is left out of the
 * profile, also where `base` has it (client profile, section 1.9); fields that no card asks for come from `base`.
 */
export function profileFromAnswers({
  answers,
  timezone,
  base,
}: Answered):
  | { readonly ok: true; readonly profile: ProfileInput }
  | { readonly ok: false; readonly missing: readonly MissingAnswer[] } {
  const document = documentFrom({ answers, timezone, base });
  const parsed = ProfileInput.safeParse(document);
  if (parsed.success) return { ok: true, profile: parsed.data };
  return { ok: false, missing: parsed.error.issues.map((issue) => missingAnswer(issue, document)) };
}

type Document = Record<string, Record<string, unknown>>;

function documentFrom({ answers, timezone, base }: Answered): object {
  const document: Document = {};
  for (const section of answerSections) document[section] = { ...base?.[section] };
  for (const card of onboarding.cards) {
    const answer = answers[card.id];
    if (answer) write(document, card, answer);
  }
  document["user_profile"] = { ...document["user_profile"], timezone };
  return { ...document, client_notes: base?.client_notes ?? [] };
}

const answerSections = [
  "user_profile",
  "brand_identity",
  "target_audience",
  "business_model",
  "content_presence",
  "marketing_goals",
  "constraints",
  "other_text",
] as const;

function write(document: Document, card: OnboardingCard, answer: CardAnswer): void {
  for (const path of card.paths) put(document, path, undefined);
  for (const { path, key } of visibleInputs(card, answer)) put(document, path, answer[key]);
  // The stop "None" is an amount: no dollars.
  if (answer["budget_level"] === "none") put(document, "constraints.monthly_ad_budget", 0);
}

function put(document: Document, path: string, value: unknown): void {
  const [section = "", field = ""] = path.split(".");
  const { [field]: _before, ...rest } = document[section] ?? {};
  document[section] = value === undefined ? rest : { ...rest, [field]: value };
}

function missingAnswer(issue: z.core.$ZodIssue, document: unknown): MissingAnswer {
  const path = issue.path.map(String).join(".");
  const card = onboarding.cards.find(({ paths }) =>
    paths.some((one) => path === one || path.startsWith(`${one}.`)),
  );
  const absent = valueAt(document, path) === undefined && issue.code !== "custom";
  return { card: card?.id ?? "", path, message: absent ? "This is required." : issue.message };
}

/**
 * The answers that a profile stands for, every card with at least one value in it, hidden follow-ups included, so that a
 * card shows again what a direct edit of the profile said.
 */
export function answersFromProfile(profile: ProfileInput): CardAnswers {
  const answers = onboarding.cards.map((card) => [card.id, answerFrom(card, profile)] as const);
  return Object.fromEntries(answers.filter(([, answer]) => Object.keys(answer).length > 0));
}

function answerFrom(card: OnboardingCard, profile: ProfileInput): CardAnswer {
  const values = placedInputs(card).map(({ input }) => [input.key, valueAt(profile, input.path)] as const);
  return Object.fromEntries(values.filter(([, value]) => !isEmpty(value) && value !== false));
}

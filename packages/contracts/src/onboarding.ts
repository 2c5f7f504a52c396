import * as z from "zod";
import { MissingAnswer } from "./onboarding-answers.ts";
import { CardId } from "./onboarding-cards.ts";
import { TimeZone } from "./time-zone.ts";

/** Path of one card's answer. */
export const CardPath = z.strictObject({ card: CardId });

const Answer = z
  .record(z.string(), z.unknown())
  .describe("The value of each answered input by the input's key; unanswered inputs are absent");

/**
 * An answer as a device sends it; the card's own schema checks its fields. `answered_at` is when the person gave it, by the
 * device's clock; the server's time stands in when it is absent, in the future or more than 7 days ago.
 */
export const PutCardAnswer = z
  .strictObject({
    answer: z.record(z.string(), z.unknown()).default({}),
    skipped: z.boolean().default(false),
    answered_at: z.iso.datetime().optional(),
  })
  .refine(({ answer, skipped }) => !skipped || Object.keys(answer).length === 0, {
    path: ["answer"],
    message: "A skipped card has no answer.",
  })
  .meta({ id: "PutCardAnswer" });
export type PutCardAnswer = z.infer<typeof PutCardAnswer>;

/** What is stored of a card after an answer was sent. */
export const CardSaved = z
  .object({
    card: CardId,
    answer: Answer,
    skipped: z.boolean(),
    answered_at: z.iso.datetime(),
    won: z.boolean().describe("Whether that is what was sent; otherwise another device answered later"),
  })
  .meta({ id: "CardSaved" });
export type CardSaved = z.infer<typeof CardSaved>;

/** One card as it stands. */
export const CardState = z
  .object({
    card: CardId,
    answer: Answer,
    state: z.enum(["answered", "skipped", "unanswered"]),
    answered_at: z.iso.datetime().nullable().describe("Null when the answer comes from the profile alone"),
    pending: z.boolean().describe("Whether the answer waits to be finalized"),
  })
  .meta({ id: "CardState" });
export type CardState = z.infer<typeof CardState>;

/** Where a person stands in the onboarding (product specification, sections 6.4 and 6.5). */
export const OnboardingState = z
  .object({
    cards: z.array(CardState).length(26).describe("In the order they are asked"),
    first_unanswered: CardId.nullable().describe(
      "Where to go on; null when every card is answered or skipped",
    ),
    answered: z.int().min(0).max(26).describe("Cards answered or skipped"),
    missing: z.array(MissingAnswer).describe("What finalizing would refuse now"),
    finalized: z.boolean().describe("Whether there is a profile"),
  })
  .meta({ id: "OnboardingState" });
export type OnboardingState = z.infer<typeof OnboardingState>;

/** What finalizing needs that no card asks for. */
export const FinalizeOnboarding = z.strictObject({ timezone: TimeZone }).meta({ id: "FinalizeOnboarding" });

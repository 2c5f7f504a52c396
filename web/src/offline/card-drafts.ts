import type { CardId } from "@alva/contracts/onboarding-cards";
import * as z from "zod";

/** A card's answer that the server does not have yet. */
export const CardDraft = z.object({
  /** Which cards there are, the server knows; their texts would come with every page for this check alone. */
  card: z.custom<CardId>((card) => typeof card === "string"),
  answer: z.record(z.string(), z.unknown()),
  skipped: z.boolean(),
  answered_at: z.iso.datetime(),
  /** When the answer was given that the person saw when they began this one; null when there was none. */
  based_on: z.iso.datetime().nullable(),
  /** Whether the card was left with it, so that it is sent without the person; one that is being typed is not. */
  is_left: z.boolean(),
});
export type CardDraft = z.infer<typeof CardDraft>;

interface StoredAnswer {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly answered_at: string | null;
}

/** Whether another device answered the card after this draft was begun, with something else. */
export function isOutdated({ based_on, answer }: CardDraft, stored: StoredAnswer): boolean {
  if (stored.answered_at === null || stored.answered_at === based_on) return false;
  const isLater = based_on === null || stored.answered_at > based_on;
  return isLater && JSON.stringify(sorted(stored.answer)) !== JSON.stringify(sorted(answer));
}

/**
 * Now, or just after the moment that an answer goes on from when this device's clock is behind it, so that the answer that was
 * given last is the newest.
 */
export function momentAfter(basedOn: string | null): string {
  const earliest = basedOn === null ? 0 : Date.parse(basedOn) + 1;
  return new Date(Math.max(Date.now(), earliest)).toISOString();
}

function sorted(answer: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

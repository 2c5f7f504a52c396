import type { CardAnswer } from "@alva/contracts/onboarding-answers";
import type { CardId } from "@alva/contracts/onboarding-cards";
import * as z from "zod";

const Draft = z.object({ answer: z.record(z.string(), z.unknown()), answered_at: z.iso.datetime() });
const Drafts = z.record(z.string(), Draft);

/** An answer that the server does not have yet. */
export interface CardDraft {
  readonly answer: CardAnswer;
  readonly answered_at: string;
}

const prefix = "alva.drafts.";

/** The answers of this account that wait on this device, by card. What cannot be read counts as none. */
export function readDrafts(accountId: string): Readonly<Record<string, CardDraft>> {
  try {
    return Drafts.parse(JSON.parse(localStorage.getItem(prefix + accountId) ?? "{}"));
  } catch {
    return {};
  }
}

/** Keeps an answer on this device, at once; undefined forgets it. */
export function keepDraft(accountId: string, card: CardId, answer: CardAnswer | undefined): void {
  const { [card]: _before, ...others } = readDrafts(accountId);
  const now = new Date().toISOString();
  const drafts = answer === undefined ? others : { ...others, [card]: { answer, answered_at: now } };
  if (Object.keys(drafts).length === 0) localStorage.removeItem(prefix + accountId);
  else localStorage.setItem(prefix + accountId, JSON.stringify(drafts));
}

/** Forgets what waits on this device for everyone but this account; without one, for everyone. */
export function forgetOthersDrafts(accountId: string | undefined): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && key !== prefix + (accountId ?? "")) localStorage.removeItem(key);
  }
}

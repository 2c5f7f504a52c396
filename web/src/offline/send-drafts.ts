import type { CardSaved, OnboardingState } from "@alva/contracts/onboarding";
import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys.ts";
import { apiClient } from "../session/clients.ts";
import type { CardDraft } from "./card-drafts.ts";
import { dropDraft, rebaseDraft } from "./kept.ts";
import { attempt, type Sent } from "./send-queue.ts";

/**
 * Sends a card's answer, with the moment it was given, so that sending it again is harmless and the newest of several devices
 * wins. One that was taken or overtaken leaves this device; when only a part of it can be sent, it stays.
 */
export async function sendDraft(
  queries: QueryClient,
  draft: CardDraft,
  part?: CardDraft["answer"],
): Promise<Sent<CardSaved>> {
  const { card, skipped, answered_at } = draft;
  const answer = part ?? draft.answer;
  const sent = await attempt(() => apiClient().putCardAnswer(card, { answer, skipped, answered_at }));
  if (sent.kind !== "taken") return sent;
  // What is typed meanwhile goes on from what was sent, and is not overtaken by it.
  if (sent.answer.won) await rebaseDraft(card, sent.answer.answered_at);
  showSaved(queries, sent.answer);
  if (part === undefined) await dropDraft(card, answered_at);
  return sent;
}

/** What is stored of a card, at once; the rest of the state is asked for when it is needed. */
function showSaved(queries: QueryClient, { card, answer, skipped, answered_at }: CardSaved): void {
  queries.setQueryData<OnboardingState>(
    keys.onboarding,
    (before) =>
      before && {
        ...before,
        cards: before.cards.map((one) =>
          one.card === card
            ? { ...one, answer, answered_at, state: skipped ? ("skipped" as const) : ("answered" as const) }
            : one,
        ),
      },
  );
  void queries.invalidateQueries({ queryKey: keys.onboarding });
  void queries.invalidateQueries({ queryKey: keys.summary });
}

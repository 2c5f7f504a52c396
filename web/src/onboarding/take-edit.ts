import type { CardAnswer } from "@alva/contracts/onboarding-answers";
import type { CardId } from "@alva/contracts/onboarding-cards";
import type { QueryClient } from "@tanstack/react-query";
import { takeOverAnswers } from "../api/plans.ts";
import { say } from "../components/ui/toast.tsx";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";

/** Makes one changed answer part of the profile, with a way back to the answer before it. */
export async function takeEdit(queries: QueryClient, card: CardId, before: CardAnswer): Promise<void> {
  try {
    await takeOverAnswers(queries);
    say({
      sentence: "Saved. It counts from your next plan on.",
      undo: () => void takeBack(queries, card, before),
    });
  } catch (error) {
    say({ sentence: sentenceOf(error), isProblem: true });
  }
}

async function takeBack(queries: QueryClient, card: CardId, before: CardAnswer): Promise<void> {
  try {
    await apiClient().putCardAnswer(card, {
      answer: { ...before },
      skipped: Object.keys(before).length === 0,
      answered_at: new Date().toISOString(),
    });
    await takeOverAnswers(queries);
    await queries.invalidateQueries();
  } catch (error) {
    say({ sentence: sentenceOf(error), isProblem: true });
  }
}

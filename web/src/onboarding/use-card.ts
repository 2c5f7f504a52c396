"use client";
import { type CardAnswer, cardAnswerSchema, visibleInputs } from "@alva/contracts/onboarding-answers";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";
import { ProblemError } from "@alva/contracts/problem-error";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../api/keys.ts";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { keepDraft, readDrafts } from "./drafts.ts";

/** All answers so far. */
export function useOnboarding() {
  return useQuery({ queryKey: keys.onboarding, queryFn: () => apiClient().getOnboarding() });
}

/** What went wrong with a card's fields, by their key. */
export type FieldProblems = Readonly<Record<string, string>>;

/** A card's answer while it is being given: kept on this device with every change, on the server when the card is left. */
export function useCard(card: OnboardingCard, accountId: string, stored: CardAnswer) {
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<CardAnswer>(() => readDrafts(accountId)[card.id]?.answer ?? stored);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [saving, setSaving] = useState<"idle" | "saving" | "saved" | "kept">("idle");

  function change(key: string, value: unknown): void {
    const { [key]: _before, ...others } = answer;
    const next = value === undefined ? others : { ...others, [key]: value };
    setAnswer(next);
    keepDraft(accountId, card.id, next);
    setSaving("kept");
    if (problems[key] !== undefined) setProblems(({ [key]: _mended, ...rest }) => rest);
  }

  /** What keeps the answer from being taken. Required is judged only when going on. */
  function check(goingOn: boolean): FieldProblems {
    const parsed = cardAnswerSchema(card.id).safeParse(answer);
    const found: Record<string, string> = {};
    for (const { path, message } of parsed.error?.issues ?? []) found[String(path[0])] ??= message;
    if (goingOn) {
      for (const input of visibleInputs(card, answer)) {
        if (input.required && isMissing(answer[input.key])) found[input.key] ??= "This is needed to go on.";
      }
    }
    return found;
  }

  /** Saves the answer. Resolves to whether the card may be left. */
  async function save({
    goingOn,
    skipped = false,
  }: {
    readonly goingOn: boolean;
    readonly skipped?: boolean;
  }): Promise<boolean> {
    const found = skipped ? {} : check(goingOn);
    setProblems(found);
    if (Object.keys(found).length > 0) return !goingOn;
    setSaving("saving");
    try {
      await apiClient().putCardAnswer(card.id, {
        answer: skipped ? {} : answer,
        skipped,
        answered_at: new Date().toISOString(),
      });
      keepDraft(accountId, card.id, undefined);
      setSaving("saved");
      await queries.invalidateQueries({ queryKey: keys.onboarding });
      return true;
    } catch (error) {
      setSaving("kept");
      if (error instanceof ProblemError && error.code === "validation_failed") {
        setProblems(
          Object.fromEntries(error.errors.map(({ path, message }) => [path.split(".")[1] ?? "", message])),
        );
        return false;
      }
      say({
        sentence: "I couldn't save that answer. It is kept on this device and I'll try again.",
        isProblem: true,
      });
      return true;
    }
  }

  return { answer, problems, saving, change, save };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

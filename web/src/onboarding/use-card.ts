"use client";
import { type CardAnswer, cardAnswerSchema, visibleInputs } from "@alva/contracts/onboarding-answers";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";
import type { CardState } from "@alva/contracts/onboarding";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { keys } from "../api/keys.ts";
import { say } from "../components/ui/toast.tsx";
import { type CardDraft, isOutdated } from "../offline/card-drafts.ts";
import { dropDraft, keepDraft, useKept } from "../offline/kept.ts";
import { sendDraft } from "../offline/send-drafts.ts";
import { apiClient } from "../session/clients.ts";

/** All answers so far; asked for anew with each card, since another device may have answered it meanwhile. */
export function useOnboarding() {
  return useQuery({
    queryKey: keys.onboarding,
    queryFn: () => apiClient().getOnboarding(),
    refetchOnMount: "always",
  });
}

/** What went wrong with a card's fields, by their key. */
export type FieldProblems = Readonly<Record<string, string>>;

const saveEveryMilliseconds = 30_000;

/**
 * A card's answer while it is being given: kept on this device with every change, on the server every 30 seconds and when the
 * card is left. `stored` is what the server has; when that becomes newer than what this one began with, the person chooses.
 */
export function useCard(card: OnboardingCard, stored: CardState) {
  const queries = useQueryClient();
  const draft = useKept(({ drafts }) => drafts.find((one) => one.card === card.id));
  // What is typed is shown at once; the device follows a moment later.
  const [typed, setTyped] = useState<CardAnswer>();
  const [problems, setProblems] = useState<FieldProblems>({});
  const [saving, setSaving] = useState<"idle" | "saving" | "saved" | "kept">("idle");
  const answer: CardAnswer = typed ?? draft?.answer ?? stored.answer;
  const isOvertaken = draft !== undefined && isOutdated(draft, stored);

  const draftOf = (next: CardAnswer, skipped = false): CardDraft => ({
    card: card.id,
    answer: { ...next },
    skipped,
    answered_at: new Date().toISOString(),
    based_on: draft === undefined ? stored.answered_at : draft.based_on,
    is_left: false,
  });

  function change(key: string, value: unknown): void {
    const { [key]: _before, ...others } = answer;
    const next = value === undefined ? others : { ...others, [key]: value };
    setTyped(next);
    if (problems[key] !== undefined) setProblems(({ [key]: _mended, ...rest }) => rest);
    void keepDraft(draftOf(next)).then(() => setSaving("kept"));
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
    if (draft === undefined && typed === undefined && stored.state !== "unanswered" && !skipped) return true;
    return send(draftOf(skipped ? {} : answer, skipped), { isLeaving: true });
  }

  async function send(next: CardDraft, { isLeaving }: { readonly isLeaving: boolean }): Promise<boolean> {
    setSaving("saving");
    await keepDraft(next);
    const sent = await sendDraft(queries, next);
    if (sent.kind === "taken") {
      setSaving(sent.answer.won ? "saved" : "kept");
      // Another device answered later: both are there, and the person is asked.
      if (!sent.answer.won) await keepDraft(next);
      return sent.answer.won;
    }
    setSaving("kept");
    if (sent.kind === "refused") {
      setProblems(
        Object.fromEntries(
          sent.problem.errors.map(({ path, message }) => [path.split(".")[1] ?? "", message]),
        ),
      );
      return false;
    }
    if (!isLeaving) return true;
    await keepDraft({ ...next, is_left: true });
    if (navigator.onLine) {
      say({
        sentence: "I couldn't save that answer. It is kept on this device and I'll try again.",
        isProblem: true,
      });
    }
    return true;
  }

  // Next's own React has no effect events yet: the timer calls what the last drawing of the card left here.
  const saveNow = useRef<() => void>(undefined);
  useEffect(() => {
    saveNow.current = () => {
      if (draft === undefined || typed === undefined || isOvertaken || !navigator.onLine) return;
      if (Object.keys(check(false)).length === 0) void send(draft, { isLeaving: false });
    };
  });
  useEffect(() => {
    const timer = setInterval(() => saveNow.current?.(), saveEveryMilliseconds);
    return () => clearInterval(timer);
  }, []);

  return {
    answer,
    problems,
    saving,
    isOvertaken,
    change,
    save,
    /** Goes on with what was typed here; it is newer now than what another device saved. */
    keepMine: () => void (draft && keepDraft({ ...draft, based_on: stored.answered_at })),
    /** Lets what was typed here go. */
    takeNewer: () => {
      setTyped(undefined);
      setSaving("idle");
      if (draft) void dropDraft(card.id, draft.answered_at);
    },
  };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

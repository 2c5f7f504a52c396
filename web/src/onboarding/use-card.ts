"use client";
import { type CardAnswer, visibleInputs } from "@alva/contracts/onboarding-answers";
import type { OnboardingCard } from "@alva/contracts/onboarding-cards";
import type { CardState } from "@alva/contracts/onboarding";
import type { ProblemError } from "@alva/contracts/problem-error";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { keys } from "../api/keys.ts";
import { say } from "../components/ui/toast.tsx";
import { type CardDraft, isOutdated, momentAfter } from "../offline/card-drafts.ts";
import { dropDraft, keepDraft, rebaseDraft, useKept } from "../offline/kept.ts";
import { sendDraft } from "../offline/send-drafts.ts";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { type FieldProblems, malformedFields, missingFields, wellFormedPart } from "./card-problems.ts";
import { withChange } from "./with-change.ts";

/** All answers so far; asked for anew with each card, since another device may have answered it meanwhile. */
export function useOnboarding() {
  return useQuery({
    queryKey: keys.onboarding,
    queryFn: () => apiClient().getOnboarding(),
    refetchOnMount: "always",
  });
}

const saveEveryMilliseconds = 30_000;

/** The ways out of a card. */
export type Way = "back" | "skip" | "next";

/**
 * A card's answer while it is being given: kept on this device with every change, on the server every 30 seconds and when the
 * card is left. `stored` is what the server has; when that becomes newer than what this one began with, the person chooses.
 */
export function useCard(card: OnboardingCard, stored: CardState) {
  const queries = useQueryClient();
  const draft = useKept(({ drafts }) => drafts.find((one) => one.card === card.id));
  // What is typed is shown at once; the device follows a moment later.
  const [typed, setTyped] = useState<CardAnswer>();
  const [saving, setSaving] = useState<"idle" | "saving" | "saved" | "kept">("idle");
  /** The fields whose format is judged while they are typed. */
  const [judged, setJudged] = useState<readonly string[]>([]);
  /** Whether going on was refused; from then on every field is judged, and what is needed is asked for. */
  const [isAsked, setIsAsked] = useState(false);
  const [refused, setRefused] = useState<FieldProblems>({});
  /** What the server said of no field in particular. */
  const [refusal, setRefusal] = useState<string>();
  const answer: CardAnswer = typed ?? draft?.answer ?? stored.answer;
  const isOvertaken = draft !== undefined && isOutdated(draft, stored);
  const malformed = malformedFields(card, answer);
  const missing = missingFields(card, answer);
  // What was left here before is judged at once.
  const isJudged = (key: string) =>
    isAsked || judged.includes(key) || (typed === undefined && draft !== undefined);
  const problems: FieldProblems = Object.fromEntries(
    visibleInputs(card, answer).flatMap(({ key }) => {
      const problem =
        refused[key] ?? (isJudged(key) ? malformed[key] : undefined) ?? (isAsked ? missing[key] : undefined);
      return problem === undefined ? [] : [[key, problem]];
    }),
  );

  function draftOf(next: CardAnswer, skipped = false): CardDraft {
    const basedOn = draft === undefined ? stored.answered_at : draft.based_on;
    return {
      card: card.id,
      answer: { ...next },
      skipped,
      answered_at: momentAfter(basedOn),
      based_on: basedOn,
      is_left: false,
    };
  }

  function change(key: string, value: unknown): void {
    const next = withChange(answer, key, value);
    setTyped(next);
    judge(...Object.keys(problems));
    setRefused(({ [key]: _mended, ...rest }) => rest);
    setRefusal(undefined);
    void keepDraft(draftOf(next)).then(() => setSaving("kept"));
  }

  function judge(...fields: readonly string[]): void {
    setJudged((before) => [...new Set([...before, ...fields])]);
  }

  /** Saves the answer. Resolves to whether the card may be left that way. */
  async function save(way: Way): Promise<boolean> {
    // What another device saved is not overwritten before the person has chosen.
    if (isOvertaken) return way === "back";
    const inView = visibleInputs(card, answer).map(({ key }) => key);
    const mayGoOn = inView.every((key) => malformed[key] === undefined && missing[key] === undefined);
    if (way === "next" && !mayGoOn) {
      setIsAsked(true);
      return false;
    }
    const isTouched = draft !== undefined || typed !== undefined;
    if (way === "back" && !isTouched) return true;
    if (way === "next" && !isTouched && stored.state !== "unanswered") return true;
    if (way === "back" && inView.some((key) => malformed[key] !== undefined)) return leaveUnfinished();
    // What is wrong with a hidden field nobody sees; it does not hold up the others.
    const next = way === "skip" ? {} : wellFormedPart(card, answer, stored.answer);
    return send(draftOf(next, way === "skip"), way);
  }

  /** Leaves with something malformed: the server gets the rest, and this device keeps all of it. */
  async function leaveUnfinished(): Promise<true> {
    const kept = draftOf(answer);
    await keepDraft(kept);
    await sendDraft(queries, kept, wellFormedPart(card, answer, stored.answer));
    sayUnfinished();
    return true;
  }

  function sayUnfinished(): void {
    say({
      sentence: `Your answer to “${card.title}” needs another look. It is kept on this device.`,
      isProblem: true,
    });
  }

  async function send(next: CardDraft, way?: Way): Promise<boolean> {
    setSaving("saving");
    await keepDraft(next);
    const sent = await sendDraft(queries, next);
    if (sent.kind === "taken") {
      setSaving(sent.answer.won ? "saved" : "kept");
      // Another device answered meanwhile: both are there, and the person is asked, now or when they come back.
      if (!sent.answer.won) await keepDraft(next);
      return sent.answer.won || way === "back";
    }
    setSaving("kept");
    if (sent.kind === "refused") {
      showRefused(sent.problem);
      if (way === "next") setIsAsked(true);
      if (way === "back") sayUnfinished();
      return way === "back";
    }
    if (way === undefined) return true;
    await keepDraft({ ...next, is_left: true });
    if (navigator.onLine) {
      say({
        sentence: "I couldn't save that answer. It is kept on this device and I'll try again.",
        isProblem: true,
      });
    }
    return true;
  }

  function showRefused(problem: ProblemError): void {
    const inView = visibleInputs(card, answer).map(({ key }) => key);
    const found = problem.errors
      .map(({ path, message }) => [path.split(".")[1] ?? "", message] as const)
      .filter(([key]) => inView.includes(key));
    setRefused(Object.fromEntries(found));
    setRefusal(found.length > 0 ? undefined : sentenceOf(problem));
  }

  // Next's own React has no effect events yet: the timer calls what the last drawing of the card left here.
  const saveNow = useRef<() => void>(undefined);
  useEffect(() => {
    saveNow.current = () => {
      if (draft === undefined || typed === undefined || isOvertaken || !navigator.onLine) return;
      if (Object.keys(malformed).length === 0) void send(draftOf(answer));
    };
  });
  useEffect(() => {
    const timer = setInterval(() => saveNow.current?.(), saveEveryMilliseconds);
    return () => clearInterval(timer);
  }, []);

  return {
    answer,
    /** What to say of the fields in view, by their key. */
    problems,
    refusal,
    isAsked,
    saving,
    isOvertaken,
    change,
    /** A field was left: from now on its format is judged while it is typed. */
    leaveField: (key: string) => judge(key),
    save,
    /** Goes on with what was typed here; it is newer now than what another device saved. */
    keepMine: () => void (stored.answered_at !== null && rebaseDraft(card.id, stored.answered_at)),
    /** Lets what was typed here go. */
    takeNewer: () => {
      setTyped(undefined);
      setSaving("idle");
      if (draft) void dropDraft(card.id, draft.answered_at);
    },
  };
}

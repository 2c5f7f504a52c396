"use client";
import type { CardState } from "@alva/contracts/onboarding";
import { visibleInputs } from "@alva/contracts/onboarding-answers";
import { onboarding, type OnboardingCard } from "@alva/contracts/onboarding-cards";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { HelpLink } from "../shell/help-link.tsx";
import { CardField } from "./card-field.tsx";
import { placeToReturn } from "./return-to.ts";
import { takeEdit } from "./take-edit.ts";
import { useCard, useOnboarding } from "./use-card.ts";
import { useSwipe } from "./use-swipe.ts";

/** One card, full screen. */
export function CardScreen({ number }: { readonly number: number }) {
  const card = onboarding.cards[number - 1];
  const { data, error, refetch } = useOnboarding();
  const stored = data?.cards.find((one) => one.card === card?.id);
  if (card !== undefined && stored !== undefined)
    return <CardForm key={card.id} card={card} stored={stored} isInProfile={data?.finalized === true} />;
  return (
    <main id="main" className="mx-auto w-full max-w-2xl p-6">
      {error ? (
        <LoadProblem error={error} retry={() => void refetch()} />
      ) : (
        <Loading retry={() => void refetch()} />
      )}
    </main>
  );
}

interface CardFormProps {
  readonly card: OnboardingCard;
  readonly stored: CardState;
  /** Whether answers have become a profile, which a changed answer then changes. */
  readonly isInProfile: boolean;
}

function CardForm({ card, stored, isInProfile }: CardFormProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const editing = placeToReturn(useSearchParams());
  const isOnline = useOnline();
  const { answer, problems, saving, isOvertaken, change, save, keepMine, takeNewer } = useCard(card, stored);
  const [leaving, setLeaving] = useState<"back" | "skip" | "next">();
  const [isUploading, setIsUploading] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => title.current?.focus(), []);

  const before = onboarding.cards[card.number - 2];
  const after = onboarding.cards[card.number];
  const section = onboarding.sections.find(({ id }) => id === card.section);

  async function leave(way: "back" | "skip" | "next"): Promise<void> {
    if (way === "next" && isUploading) return;
    setLeaving(way);
    const mayLeave = await save({ goingOn: way === "next", skipped: way === "skip" });
    if (!mayLeave) {
      setLeaving(undefined);
      // After the messages are drawn.
      setTimeout(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus(),
      );
      return;
    }
    if (editing) {
      // The summary asks whether the plan that is being made begins again; everywhere else the answer counts at once.
      const isTaken = way === "next" && editing.from !== "summary" && isInProfile && isOnline;
      if (isTaken) await takeEdit(queries, card.id, stored.answer);
      // The page that it goes back to shows more than the answer, a profile's versions say.
      void queries.invalidateQueries();
      return router.push(editing.path);
    }
    const goal = way === "back" ? before?.route : after?.route;
    router.push(goal ?? (way === "back" ? "/onboarding/welcome" : "/onboarding/finish"));
  }

  const swipes = useSwipe({
    onLeft: () => void leave("next"),
    onRight: () => void leave("back"),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    void leave("next");
  }

  return (
    <form ref={form} noValidate className="flex min-h-dvh flex-col" onSubmit={submit}>
      <header className="mx-auto w-full max-w-2xl px-4 pt-3">
        <div className="flex items-center justify-between gap-3">
          <p className="text-sm font-semibold">
            {section?.title} · {card.cardIndex} of {card.cardsInSection}
            <span className="sr-only">, card {card.number} of 26</span>
          </p>
          <HelpLink />
        </div>
        <div aria-hidden className="mt-2 flex gap-1">
          {Array.from({ length: card.cardsInSection }, (_, index) => (
            <span
              key={index}
              className={`h-2 flex-1 rounded-pill ${index < card.cardIndex ? "bg-primary" : "bg-soft"}`}
            />
          ))}
        </div>
      </header>
      <main
        id="main"
        className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-5 px-4 py-6 pb-32"
        {...swipes}
      >
        <div>
          <h1 ref={title} tabIndex={-1} className="text-[22px] font-bold outline-none">
            {card.title}
          </h1>
          <p>{card.subtitle}</p>
        </div>
        {isOvertaken && (
          <Notice>
            <p>Updated on another device. Which answer counts?</p>
            <div className="mt-3 flex flex-wrap gap-3">
              <Button kind="secondary" onClick={keepMine}>
                Keep mine
              </Button>
              <Button kind="secondary" onClick={takeNewer}>
                Use the newer one
              </Button>
            </div>
          </Notice>
        )}
        {visibleInputs(card, answer).map((input) => (
          <CardField
            key={input.key}
            input={input}
            question={card.title}
            value={answer[input.key]}
            error={problems[input.key]}
            onChange={(value) => change(input.key, value)}
            onBusy={setIsUploading}
          />
        ))}
      </main>
      <footer className="fixed inset-x-0 bottom-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
        <div className="mx-auto flex max-w-2xl items-center gap-3 p-3">
          <Button kind="text" busy={leaving === "back"} onClick={() => void leave("back")}>
            Back
          </Button>
          <p role="status" className="flex-1 text-center text-sm text-muted">
            {isUploading
              ? "Uploading"
              : isOnline || saving === "idle"
                ? marks[saving]
                : "Offline. Kept on this device"}
          </p>
          {card.skippable && !editing && (
            <Button kind="secondary" busy={leaving === "skip"} onClick={() => void leave("skip")}>
              Skip
            </Button>
          )}
          <Button type="submit" busy={leaving === "next"} disabled={isUploading}>
            {editing ? "Save" : "Next"}
          </Button>
        </div>
      </footer>
    </form>
  );
}

const marks = { idle: "", saving: "Saving", saved: "Saved", kept: "Kept on this device" } as const;

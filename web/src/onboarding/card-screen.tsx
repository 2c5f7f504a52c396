"use client";
import type { CardState, OnboardingState } from "@alva/contracts/onboarding";
import { visibleInputs } from "@alva/contracts/onboarding-answers";
import { onboarding, type OnboardingCard } from "@alva/contracts/onboarding-cards";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Button } from "../components/ui/button.tsx";
import { LeadsToProblems } from "../components/ui/field.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { HelpLink } from "../shell/help-link.tsx";
import { CardField } from "./card-field.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { placeToReturn } from "./return-to.ts";
import { SectionDone } from "./section-done.tsx";
import { takeEdit } from "./take-edit.ts";
import { useCard, useOnboarding, type Way } from "./use-card.ts";
import { useSwipe } from "./use-swipe.ts";
import { useUnfolded } from "./use-unfolded.ts";

/** One card, full screen. */
export function CardScreen({ number }: { readonly number: number }) {
  const card = onboarding.cards[number - 1];
  const { data, error, refetch } = useOnboarding();
  const stored = data?.cards.find((one) => one.card === card?.id);
  if (card !== undefined && stored !== undefined && data !== undefined)
    return <CardForm key={card.id} card={card} stored={stored} state={data} />;
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
  readonly state: OnboardingState;
}

function CardForm({ card, stored, state }: CardFormProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const editing = placeToReturn(useSearchParams());
  const isOnline = useOnline();
  const {
    answer,
    problems,
    refusal,
    isAsked,
    saving,
    isOvertaken,
    change,
    leaveField,
    save,
    keepMine,
    takeNewer,
  } = useCard(card, stored);
  const [leaving, setLeaving] = useState<Way>();
  const [timesRefused, setTimesRefused] = useState(0);
  const [isUploading, setIsUploading] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const choice = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  useEffect(() => title.current?.focus(), []);
  // Once the messages are drawn. What no field is to blame for is said under the title.
  useEffect(() => {
    if (timesRefused === 0) return;
    (choice.current ?? main.current?.querySelector<HTMLElement>(invalid) ?? title.current)?.focus();
  }, [timesRefused]);

  const inputs = visibleInputs(card, answer);
  function focusField(key: string): void {
    const field = main.current?.querySelector(`[data-field="${key}"]`);
    (field?.querySelector<HTMLElement>(invalid) ?? field?.querySelector<HTMLElement>(control))?.focus();
  }
  const unfolded = useUnfolded({ inputs, onFocusLost: () => focusField(inputs[0]?.key ?? "") });

  const before = onboarding.cards[card.number - 2];
  const after = onboarding.cards[card.number];
  const section = onboarding.sections.find(({ id }) => id === card.section);

  async function leave(way: Way): Promise<void> {
    if (leaving !== undefined || (way === "next" && isUploading)) return;
    setLeaving(way);
    if (!(await save(way))) {
      setLeaving(undefined);
      return setTimesRefused((times) => times + 1);
    }
    if (editing) {
      // The summary asks whether the plan that is being made begins again; everywhere else the answer counts at once.
      const isTaken = way === "next" && editing.from !== "summary" && state.finalized && isOnline;
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
    <form noValidate className="flex min-h-dvh flex-col" onSubmit={submit}>
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
        ref={main}
        className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-5 px-4 py-6 pb-32 [&_:focus]:scroll-mb-28"
        {...swipes}
      >
        <div>
          {card.cardIndex === 1 && before && !editing && (
            <SectionDone section={before.section} cards={state.cards} />
          )}
          <h1 ref={title} id={titleId} tabIndex={-1} className="text-[22px] font-bold outline-none">
            {card.title}
          </h1>
          <p>{card.subtitle}</p>
        </div>
        {isOvertaken && (
          <Notice>
            <div ref={choice} tabIndex={-1}>
              <p>Updated on another device. Which answer counts?</p>
              <div className="mt-3 flex flex-wrap gap-3">
                <Button kind="secondary" onClick={keepMine}>
                  Keep mine
                </Button>
                <Button kind="secondary" onClick={takeNewer}>
                  Use the newer one
                </Button>
              </div>
            </div>
          </Notice>
        )}
        {refusal !== undefined && <Notice kind="problem">{refusal}</Notice>}
        {isAsked && inputs.length > 1 && (
          <ErrorSummary
            problems={inputs.flatMap(({ key, label = card.title }) => {
              const problem = problems[key];
              return problem === undefined ? [] : [{ key, label, problem }];
            })}
            onGo={focusField}
          />
        )}
        <LeadsToProblems value={isAsked}>
          {inputs.map((input) => (
            <div key={input.key} data-field={input.key} onBlur={() => leaveField(input.key)}>
              <CardField
                input={input}
                titleId={titleId}
                value={answer[input.key]}
                error={problems[input.key]}
                onChange={(value) => change(input.key, value)}
                onBusy={setIsUploading}
              />
            </div>
          ))}
        </LeadsToProblems>
        <p role="status" className="sr-only">
          {unfolded}
        </p>
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

/** What a field is answered with, and that of it which has something wrong. */
const control = "input:not(:disabled), textarea, [role=slider]";
const invalid = "[aria-invalid=true]:not(:disabled)";

const marks = { idle: "", saving: "Saving", saved: "Saved", kept: "Kept on this device" } as const;

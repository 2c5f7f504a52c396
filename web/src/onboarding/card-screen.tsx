"use client";
import { type CardAnswer, visibleInputs } from "@alva/contracts/onboarding-answers";
import { onboarding, type OnboardingCard } from "@alva/contracts/onboarding-cards";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { SlowSkeleton } from "../components/ui/skeleton.tsx";
import { useSession } from "../session/session.ts";
import { CardField } from "./card-field.tsx";
import { useCard, useOnboarding } from "./use-card.ts";

/** One card, full screen. */
export function CardScreen({ number }: { readonly number: number }) {
  const card = onboarding.cards[number - 1];
  const session = useSession();
  const { data, error, refetch, isPending } = useOnboarding();
  if (isPending || session.state !== "signed_in" || card === undefined) return <SlowSkeleton />;
  if (error) {
    return (
      <main id="main" className="mx-auto max-w-2xl p-6">
        <LoadProblem error={error} retry={() => void refetch()} />
      </main>
    );
  }
  const stored = data.cards.find((one) => one.card === card.id)?.answer ?? {};
  return <CardForm key={card.id} card={card} accountId={session.account.id} stored={stored} />;
}

interface CardFormProps {
  readonly card: OnboardingCard;
  readonly accountId: string;
  readonly stored: CardAnswer;
}

function CardForm({ card, accountId, stored }: CardFormProps) {
  const router = useRouter();
  const { answer, problems, saving, change, save } = useCard(card, accountId, stored);
  const [leaving, setLeaving] = useState<"back" | "skip" | "next">();
  const [isUploading, setIsUploading] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => title.current?.focus(), []);

  const before = onboarding.cards[card.number - 2];
  const after = onboarding.cards[card.number];
  const section = onboarding.sections.find(({ id }) => id === card.section);

  async function leave(way: "back" | "skip" | "next"): Promise<void> {
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
    const goal = way === "back" ? before?.route : after?.route;
    router.push(goal ?? (way === "back" ? "/onboarding/welcome" : "/onboarding/finish"));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void leave("next");
  }

  return (
    <form ref={form} noValidate className="flex min-h-dvh flex-col" onSubmit={submit}>
      <header className="mx-auto w-full max-w-2xl px-4 pt-6">
        <p className="text-sm font-semibold">
          {section?.title} · {card.cardIndex} of {card.cardsInSection}
          <span className="sr-only">, card {card.number} of 26</span>
        </p>
        <div aria-hidden className="mt-2 flex gap-1">
          {Array.from({ length: card.cardsInSection }, (_, index) => (
            <span
              key={index}
              className={`h-2 flex-1 rounded-pill ${index < card.cardIndex ? "bg-primary" : "bg-soft"}`}
            />
          ))}
        </div>
      </header>
      <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-5 px-4 py-6 pb-32">
        <div>
          <h1 ref={title} tabIndex={-1} className="text-[22px] font-bold outline-none">
            {card.title}
          </h1>
          <p>{card.subtitle}</p>
        </div>
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
              : { idle: "", saving: "Saving", saved: "Saved", kept: "Kept on this device" }[saving]}
          </p>
          {card.skippable && (
            <Button kind="secondary" busy={leaving === "skip"} onClick={() => void leave("skip")}>
              Skip
            </Button>
          )}
          <Button type="submit" busy={leaving === "next"} disabled={isUploading}>
            Next
          </Button>
        </div>
      </footer>
    </form>
  );
}

"use client";
import type { PlanStatus, PlanStepStatus } from "@alva/contracts/plan";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Circle, CircleAlert, CircleSlash } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { keys } from "../api/keys.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { SlowSkeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { useLatestPlan } from "./use-latest-plan.ts";

/** The newest plan while it is being made: real stages, no made-up percentage. */
export function Processing() {
  const { status, error, refetch, isPending } = useLatestPlan();
  if (error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (isPending) return <SlowSkeleton />;
  if (!status) {
    return (
      <div className="flex flex-col items-start gap-4 pt-6">
        <h1 className="text-[26px] font-bold">No plan is being made</h1>
        <Button asChild>
          <Link href="/onboarding/welcome">Go to the cards</Link>
        </Button>
      </div>
    );
  }
  return <Stages status={status} />;
}

function Stages({ status }: { readonly status: PlanStatus }) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const { state, steps } = status;
  const isReady = state === "ready" || state === "ready_partial";
  const isRunning = !isReady && state !== "failed" && state !== "cancelled";
  useEffect(() => {
    if (isReady) void queries.invalidateQueries();
  }, [isReady, queries]);
  const cancel = useMutation({
    mutationFn: () => apiClient().cancelPlan(status.id),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });
  const retry = useMutation({
    mutationFn: () => apiClient().generatePlan({}, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.plans }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });

  return (
    <div className="flex max-w-xl flex-col gap-5 pt-6">
      <h1 className="text-[26px] font-bold">{titles[state]}</h1>
      {!isOnline && (
        <Notice>
          You are offline. The plan goes on without you; this page catches up when you are back.
        </Notice>
      )}
      <ol className="flex flex-col gap-3" aria-live="polite">
        <Row label="Reading your answers" look="done" note={null} />
        {steps.map((step) => (
          <Row key={step.step} label={names[step.step]} look={lookOf(step)} note={noteOf(step)} />
        ))}
        <Row
          label="Fitting it to your week"
          look={isReady ? "done" : state === "merging" ? "working" : "waiting"}
          note={null}
        />
        <Row label="Ready" look={isReady ? "done" : "waiting"} note={null} />
      </ol>
      {state === "ready_partial" && (
        <Notice>
          A part could not be made for you, so standard tasks stand in for it. The plan says which.
        </Notice>
      )}
      {state === "failed" && (
        <Notice kind="problem">I couldn't finish this plan. Your answers are safe; please try again.</Notice>
      )}
      <div className="flex flex-wrap gap-3">
        {isReady && (
          <Button asChild>
            <Link href="/home">See my plan</Link>
          </Button>
        )}
        {isRunning && (
          <>
            <Button asChild>
              <Link href="/onboarding/summary">Check what I understood meanwhile</Link>
            </Button>
            <Button kind="secondary" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              Stop
            </Button>
          </>
        )}
        {(state === "failed" || state === "cancelled") && (
          <Button busy={retry.isPending} onClick={() => retry.mutate()}>
            Try again
          </Button>
        )}
      </div>
      {isRunning && (
        <p className="text-sm text-muted">You can close this page and come back; nothing is lost.</p>
      )}
    </div>
  );
}

const titles: Readonly<Record<PlanStatus["state"], string>> = {
  queued: "I'm on it",
  strategy: "I'm on it",
  modules: "I'm on it",
  merging: "Almost there",
  ready: "Your plan is ready",
  ready_partial: "Your plan is ready",
  failed: "That did not work",
  cancelled: "Stopped",
};

const names: Readonly<Record<PlanStepStatus["step"], string>> = {
  strategy: "Setting the strategy",
  ppc: "Ads",
  blog: "Blog",
  email: "Email",
  social: "Social",
};

type Look = "waiting" | "working" | "done" | "template" | "not_needed";

function lookOf({ state }: PlanStepStatus): Look {
  if (state === "retrying") return "working";
  return state === "failed" ? "template" : state;
}

function noteOf({ state, attempt, max_attempts, reason }: PlanStepStatus): string | null {
  switch (state) {
    case "retrying":
      return `Trying again, ${attempt} of ${max_attempts}`;
    case "template":
    case "failed":
      return "Using a standard template";
    case "not_needed":
      return `Not needed${reason === null ? "" : `: ${reason}`}`;
    case "waiting":
    case "working":
    case "done":
      return null;
  }
}

const looks = {
  waiting: { Icon: Circle, word: "waiting" },
  working: { Icon: Circle, word: "working" },
  done: { Icon: Check, word: "done" },
  template: { Icon: CircleAlert, word: "standard template" },
  not_needed: { Icon: CircleSlash, word: "not needed" },
} as const;

function Row({
  label,
  look,
  note,
}: {
  readonly label: string;
  readonly look: Look;
  readonly note: string | null;
}) {
  const { Icon, word } = looks[look];
  return (
    <li className="flex items-start gap-3">
      {look === "working" ? (
        <span
          aria-hidden
          className="m-1 size-4 animate-pulse rounded-full bg-primary motion-reduce:animate-none"
        />
      ) : (
        <Icon aria-hidden className={`size-6 shrink-0 ${look === "waiting" ? "text-muted" : ""}`} />
      )}
      <span>
        <span className={look === "working" ? "font-semibold" : ""}>{label}</span>
        <span className="sr-only">, {word}</span>
        {note !== null && <span className="block text-sm text-muted">{note}</span>}
      </span>
    </li>
  );
}

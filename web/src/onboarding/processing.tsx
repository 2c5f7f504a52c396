"use client";
import { isFinal, type PlanStatus, type PlanStep } from "@alva/contracts/plan";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { keys } from "../api/keys.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Loading } from "../components/loading.tsx";
import { Button } from "../components/ui/button.tsx";
import { useSecondsUntil } from "../components/ui/countdown.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Waiting } from "../components/ui/waiting.tsx";
import { useLimit } from "../components/use-limit.ts";
import { apiClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { ReadyMail } from "./ready-mail.tsx";
import { StageList } from "./stage-list.tsx";
import { stagesOf, stepNames } from "./stages.ts";
import { TryAgain } from "./try-again.tsx";
import { useLatestPlan } from "./use-latest-plan.ts";

/** After so long a mail is offered, and after so long without a change the wait is explained (specification, section 6.6). */
const mailAfterMilliseconds = 45_000;
const stalledAfterMilliseconds = 300_000;

/** The newest plan while it is being made: real stages, no made-up percentage. */
export function Processing() {
  const { status, error, refetch, isPending } = useLatestPlan();
  if (status) return <Stages status={status} />;
  if (error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading retry={() => void refetch()} />;
  return (
    <div className="flex flex-col items-start gap-4 pt-6">
      <h1 className="text-[26px] font-bold">No plan is being made</h1>
      <p>None was asked for yet. Your answers are safe.</p>
      <Button asChild>
        <Link href="/home">Go on</Link>
      </Button>
    </div>
  );
}

function Stages({ status }: { readonly status: PlanStatus }) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const title = useRef<HTMLHeadingElement>(null);
  const { id, state, steps } = status;
  const isReady = state === "ready" || state === "ready_partial";
  const isRunning = !isFinal(state);
  const isLong = useSecondsUntil(Date.parse(status.created_at) + mailAfterMilliseconds) === 0;
  const isStalled = useSecondsUntil(Date.parse(status.updated_at) + stalledAfterMilliseconds) === 0;
  const templates = steps.filter((step) => step.state === "template").map(({ step }) => step);
  useEffect(() => {
    if (isReady) void queries.invalidateQueries();
  }, [isReady, queries]);

  const again = useMutation({
    mutationFn: (step: PlanStep) => apiClient().retryStep(id, step),
    onSuccess: () => {
      title.current?.focus();
      return queries.invalidateQueries({ queryKey: keys.plans });
    },
  });
  const cancel = useMutation({
    mutationFn: () => apiClient().cancelPlan(id),
    onSuccess: (cancelled) => queries.setQueryData(keys.planStatus(id), cancelled),
  });
  const problem = isRunning ? cancel.error : isReady ? again.error : null;
  const limit = useLimit(again.error);

  return (
    <div className="flex max-w-xl flex-col gap-5 pt-6">
      <h1 ref={title} tabIndex={-1} className="text-[26px] font-bold outline-none">
        {titles[state]}
      </h1>
      {!isOnline && (
        <Notice>You're offline. The plan goes on without you; this page catches up when you are back.</Notice>
      )}
      <StageList stages={stagesOf(status)} />
      {isRunning && isStalled && (
        <Notice>
          This takes longer than it should. I ask again by myself, and use standard tasks where that does not
          help. Your answers are safe.
        </Notice>
      )}
      {state === "failed" && (
        <Notice kind="problem">I couldn't finish this plan. Your answers are safe; please try again.</Notice>
      )}
      {state === "cancelled" && <Notice>You stopped this plan. Your answers are safe.</Notice>}
      {templates.length > 0 && isReady && (
        <Notice>
          <p>
            I couldn't make every part for you, so standard tasks stand in. You can use the plan as it is, or
            have a part made again; nothing you did in it is lost.
          </p>
          <div className="mt-3 flex flex-wrap gap-3">
            {templates.map((step) => (
              <Button
                key={step}
                kind="secondary"
                disabled={!isOnline || limit !== undefined || again.isPending}
                busy={again.isPending && again.variables === step}
                onClick={() => again.mutate(step)}
              >
                Make again: {stepNames[step]}
              </Button>
            ))}
          </div>
          {limit !== undefined && <Waiting className="mt-2">{limit}</Waiting>}
        </Notice>
      )}
      {problem && <Notice kind="problem">{sentenceOf(problem)}</Notice>}
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
            <Button
              kind="secondary"
              disabled={!isOnline}
              busy={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              Stop
            </Button>
          </>
        )}
        {(state === "failed" || state === "cancelled") && <TryAgain onAsked={() => title.current?.focus()} />}
      </div>
      {isRunning && isLong && isOnline && <ReadyMail />}
      {isRunning && !isLong && (
        <p className="text-sm text-muted">You can close this page and come back; nothing is lost.</p>
      )}
      {state === "failed" && (
        <p className="text-sm text-muted">
          If it fails again,{" "}
          <Link className="text-link underline" href="/help">
            see Help
          </Link>
          .
        </p>
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

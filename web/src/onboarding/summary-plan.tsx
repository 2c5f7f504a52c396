"use client";
import { isFinal, type PlanStatus } from "@alva/contracts/plan";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { keys } from "../api/keys.ts";
import { takeOverAnswers } from "../api/plans.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { say } from "../components/ui/toast.tsx";
import { useLimit } from "../components/use-limit.ts";
import { useUnhurried } from "../components/use-unhurried.ts";
import { progressOf } from "../plan/progress.ts";
import { sentenceOf } from "../sentence.ts";
import { apiClient } from "../session/clients.ts";
import { PendingAnswers } from "./pending-answers.tsx";
import { TryAgain } from "./try-again.tsx";
import { useOnboarding } from "./use-card.ts";
import { useLatestPlan } from "./use-latest-plan.ts";

/** What became of the plan meanwhile, and what changed answers mean for it. */
export function SummaryPlan() {
  const queries = useQueryClient();
  const { data: onboarding } = useOnboarding();
  const { plan, status, error, refetch, isPending } = useLatestPlan();
  const isOver = status !== undefined && isFinal(status.state);
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: keys.dashboard });
  }, [isOver, queries]);
  const progress = useUnhurried(status ? progressOf(status) : "");
  if (error && !plan) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (isPending) {
    return <Loading outline={<Skeleton className="h-12 w-48" />} retry={() => void refetch()} />;
  }
  const pending = onboarding?.finalized === true ? onboarding.cards.filter((card) => card.pending).length : 0;
  const isRunning = status !== undefined && !isOver;
  return (
    <div className="flex flex-col gap-4">
      {isRunning && pending > 0 && <Restart key={pending} planId={status.id} count={pending} />}
      {!isRunning && <PendingAnswers count={pending} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Onwards status={status} />
        <p role="status" className="text-sm text-muted">
          {isRunning && (
            <span className="flex items-center gap-2">
              <span
                aria-hidden
                className="size-3 animate-pulse rounded-full bg-primary motion-reduce:animate-none"
              />
              {progress}
            </span>
          )}
          {isOver && plan !== undefined && ended(status)}
        </p>
      </div>
    </div>
  );
}

function ended({ state }: PlanStatus): string {
  if (state === "failed") return "The plan did not come about. Your answers are safe.";
  return state === "cancelled" ? "The plan was stopped. Your answers are safe." : "Your plan is ready.";
}

/** The way on from here, by where the plan stands. */
function Onwards({ status }: { readonly status: PlanStatus | undefined }) {
  if (status === undefined) {
    return (
      <Button asChild>
        <Link href="/onboarding/finish">Make my plan</Link>
      </Button>
    );
  }
  if (!isFinal(status.state)) {
    return (
      <>
        <Button disabled>See my plan</Button>
        <Link className="inline-flex min-h-11 items-center text-link underline" href="/onboarding/processing">
          Watch it being made
        </Link>
      </>
    );
  }
  if (status.state === "failed" || status.state === "cancelled") return <TryAgain />;
  return (
    <Button asChild>
      <Link href="/home">See my plan</Link>
    </Button>
  );
}

/** Asks whether the plan that is being made is to begin again from the answers as they are now. */
function Restart({ planId, count }: { readonly planId: string; readonly count: number }) {
  const queries = useQueryClient();
  const isOnline = useOnline();
  const [isKept, setIsKept] = useState(false);
  const idempotencyKey = useRef<string>(undefined);
  const restart = useMutation({
    mutationFn: async () => {
      idempotencyKey.current ??= crypto.randomUUID();
      await apiClient().cancelPlan(planId);
      await takeOverAnswers(queries);
      await apiClient().generatePlan({}, { idempotencyKey: idempotencyKey.current });
    },
    onSuccess: () => say({ sentence: "I began again with your new answers." }),
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
    onSettled: () => queries.invalidateQueries(),
  });
  const limit = useLimit(restart.error);
  if (isKept) return null;
  return (
    <Notice>
      <p>
        You changed {count === 1 ? "an answer" : `${count} answers`} while I was planning. Shall I begin again
        with {count === 1 ? "it" : "them"}?
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button
          kind="secondary"
          busy={restart.isPending}
          disabled={!isOnline || limit !== undefined}
          onClick={() => restart.mutate()}
        >
          Begin again
        </Button>
        <Button kind="text" onClick={() => setIsKept(true)}>
          Go on with the answers from before
        </Button>
        {!isOnline && (
          <p className="text-sm text-muted">You're offline. Beginning again needs a connection.</p>
        )}
        {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
      </div>
    </Notice>
  );
}

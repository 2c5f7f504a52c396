"use client";
import { isFinal, type PlanStatus } from "@alva/contracts/plan";
import { onboarding } from "@alva/contracts/onboarding-cards";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useUnhurried } from "../components/use-unhurried.ts";
import { TryAgain } from "../onboarding/try-again.tsx";
import { useOnboarding } from "../onboarding/use-card.ts";
import { useLatestPlan } from "../onboarding/use-latest-plan.ts";
import { progressOf } from "../plan/progress.ts";

/**
 * What every page about a plan shows before there is one: how far the first one is, or why it did not come about. Whoever has
 * not finished the cards is led to them (product specification, section 4).
 */
export function WithoutPlan() {
  const { status, error, refetch, isPending } = useLatestPlan();
  if (status) return <FirstPlan status={status} />;
  if (error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading retry={() => void refetch()} />;
  return <NothingAsked />;
}

function FirstPlan({ status }: { readonly status: PlanStatus }) {
  const queries = useQueryClient();
  const router = useRouter();
  const { state } = status;
  const isOver = isFinal(state);
  const progress = useUnhurried(progressOf(status));
  // Once it is ready, the page that this one stands in for has something to show.
  useEffect(() => {
    if (isOver) void queries.invalidateQueries();
  }, [isOver, queries]);
  const isLost = state === "failed" || state === "cancelled";
  if (isOver && !isLost) return <Loading retry={() => void queries.invalidateQueries()} />;
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      <h1 className="text-[26px] font-bold">{isLost ? lost[state] : "Your plan is on its way"}</h1>
      {isLost ? (
        <>
          <p>Your answers are safe. I can plan from them again, or you look through them first.</p>
          <div className="flex flex-wrap items-start gap-3">
            <TryAgain onAsked={() => router.push("/onboarding/processing")} />
            <Button kind="secondary" className="min-h-12" asChild>
              <Link href="/onboarding/summary">Check my answers</Link>
            </Button>
          </div>
        </>
      ) : (
        <>
          <p role="status">{progress} You can watch, or come back later.</p>
          <Button asChild>
            <Link href="/onboarding/processing">Watch it being made</Link>
          </Button>
        </>
      )}
    </div>
  );
}

const lost = { failed: "Your plan did not come about", cancelled: "Your plan was stopped" } as const;

function NothingAsked() {
  const router = useRouter();
  const isOnline = useOnline();
  const { data, error, refetch, isFetchedAfterMount } = useOnboarding();
  // What this device kept may be from before the cards were finished on another one.
  const isUnfinished = data !== undefined && !data.finalized && (isFetchedAfterMount || !isOnline);
  // Nobody is asked a question before the cards have been introduced.
  const place = data?.answered === 0 ? "/onboarding/welcome" : openCard(data?.first_unanswered ?? null);
  useEffect(() => {
    if (isUnfinished) router.replace(place);
  }, [isUnfinished, place, router]);
  if (data === undefined && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (data === undefined || !data.finalized) return <Loading retry={() => void refetch()} />;
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      <h1 className="text-[26px] font-bold">Ready when you are</h1>
      <p>I have your answers. From them I make your 90-day plan.</p>
      <Button asChild>
        <Link href="/onboarding/finish">Check and make my plan</Link>
      </Button>
    </div>
  );
}

/** The card to go on with; after the last one, what is missing or the plan. */
function openCard(id: string | null): string {
  return onboarding.cards.find((card) => card.id === id)?.route ?? "/onboarding/finish";
}

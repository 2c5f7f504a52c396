"use client";
import { onboarding } from "@alva/contracts/onboarding-cards";
import Link from "next/link";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Loading } from "../components/loading.tsx";
import { useOnboarding } from "./use-card.ts";

/** Says hello, and what the cards are for. */
export function Welcome() {
  const { data, error, refetch, isPending } = useOnboarding();
  if (isPending) return <Loading retry={() => void refetch()} />;
  if (!data) return <LoadProblem error={error} retry={() => void refetch()} />;
  const next = onboarding.cards.find(({ id }) => id === data.first_unanswered);
  const isNew = data.answered === 0;
  const href = next?.route ?? "/onboarding/finish";
  return (
    <div className="flex max-w-xl flex-col items-start gap-5 pt-6">
      <h1 className="text-[26px] font-bold">{isNew ? "Good to meet you" : "Good to see you again"}</h1>
      <p>
        I plan from what you tell me and nothing else, so each answer makes the plan more yours. 26 cards,
        about 5 minutes. Skip what you like and come back any time.
      </p>
      <p className="text-muted">Your time zone: {Intl.DateTimeFormat().resolvedOptions().timeZone}</p>
      <Button asChild>
        <Link href={href}>
          {isNew ? "Start" : next ? `Continue at card ${next.number} of 26` : "Check and make my plan"}
        </Link>
      </Button>
    </div>
  );
}

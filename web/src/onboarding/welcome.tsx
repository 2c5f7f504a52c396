"use client";
import { onboarding } from "@alva/contracts/onboarding-cards";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Loading } from "../components/loading.tsx";
import { useChosenZone } from "./chosen-zone.ts";
import { useOnboarding } from "./use-card.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/** Says hello, and what the cards are for. Whoever has finished them is led on. */
export function Welcome() {
  const router = useRouter();
  const { data, error, refetch } = useOnboarding();
  const { zone, chooseZone } = useChosenZone();
  const isFinished = data?.finalized === true;
  useEffect(() => {
    if (isFinished) router.replace("/home");
  }, [isFinished, router]);
  if (!data && error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (!data || isFinished) return <Loading retry={() => void refetch()} />;
  const next = onboarding.cards.find(({ id }) => id === data.first_unanswered);
  const isNew = data.answered === 0;
  return (
    <div className="flex max-w-xl flex-col items-start gap-5 pt-6">
      <h1 className="text-[26px] font-bold">{isNew ? "Good to meet you" : "Good to see you again"}</h1>
      <p>
        I plan from what you tell me and nothing else, so each answer makes the plan more yours. 26 cards,
        about 5 minutes. Skip what you like and come back any time.
      </p>
      <ZoneChoice zone={zone} onChoose={chooseZone} />
      <Button asChild>
        <Link href={next?.route ?? "/onboarding/finish"}>
          {isNew ? "Start" : next ? `Continue at card ${next.number} of 26` : "Check and make my plan"}
        </Link>
      </Button>
      <Link className="inline-flex min-h-11 items-center text-link underline" href="/settings/account">
        Your account
      </Link>
    </div>
  );
}

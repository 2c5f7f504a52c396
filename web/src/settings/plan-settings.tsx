"use client";
import Link from "next/link";
import { useState } from "react";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { useOnline } from "../components/ui/online.ts";
import { MeansForm } from "../plan/means-form.tsx";
import { useCurrentPlan } from "../plan/use-current-plan.ts";
import { type Means, replanPath, wishOf } from "../plan/wish.ts";

/** Hours, budget and channels of the plan. What another choice would do is shown before it counts. */
export function PlanSettings() {
  const { current, isMissing, error, retry } = useCurrentPlan();
  if (isMissing) return <p className="text-muted">There is no plan yet.</p>;
  if (error) return <LoadProblem error={error} retry={retry} />;
  if (current === undefined) return <Loading retry={retry} />;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Choices now={current.means} />
      <Card className="flex flex-col items-start gap-3">
        <SectionHeading>Think it through again</SectionHeading>
        <p>
          For a new strategy from your answers as they are now. You see the difference before anything
          changes.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button kind="secondary" asChild>
            <Link href="/plan/new">Make a new plan</Link>
          </Button>
          <Button kind="secondary" asChild>
            <Link href="/plan/simulator">Try other hours or money</Link>
          </Button>
        </div>
      </Card>
    </div>
  );
}

function Choices({ now }: { readonly now: Means }) {
  const isOnline = useOnline();
  const [wanted = now, setWanted] = useState<Means>();
  const wish = wishOf(now, wanted);
  const isAsItWas = Object.keys(wish).length === 0;
  return (
    <Card className="flex flex-col gap-4">
      <SectionHeading>Hours, budget and channels</SectionHeading>
      <MeansForm means={wanted} onChange={setWanted} />
      <div className="flex flex-wrap items-center gap-3">
        {isOnline ? (
          <Button asChild>
            <Link href={replanPath(wish)}>{isAsItWas ? "Re-plan what's left" : "See what would change"}</Link>
          </Button>
        ) : (
          <p className="text-sm text-muted">You're offline. Changing the plan needs a connection.</p>
        )}
        {!isAsItWas && (
          <Button kind="text" onClick={() => setWanted(undefined)}>
            Reset
          </Button>
        )}
      </div>
    </Card>
  );
}

"use client";
import { useSearchParams } from "next/navigation";
import Link from "next/link";
import { useState } from "react";
import { useReplanPreview } from "../api/plan-changes.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { useSettled } from "../components/settled.ts";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { ConfirmChange } from "./confirm-change.tsx";
import { Difference, isNothing } from "./difference.tsx";
import { MeansForm } from "./means-form.tsx";
import { useCurrentPlan } from "./use-current-plan.ts";
import { type Means, readWish, wishOf, withWish } from "./wish.ts";

/** Fits the rest of the current plan to other means, or to what was not done in time: shown first, applied after a word. */
export function Replan() {
  const wish = readWish(useSearchParams().get("wish"));
  const { current, isMissing, error, retry } = useCurrentPlan();
  if (isMissing) return <WithoutPlan />;
  if (error) return <LoadProblem error={error} retry={retry} />;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageTitle>Re-plan what's left</PageTitle>
        <p>
          It takes a second, and nothing changes until you say so. What is done, begun, pinned, your own or
          not for you stays as it is; missed repeats are let go.
        </p>
      </div>
      {current ? (
        <WishAndPreview planId={current.plan.id} now={current.means} first={withWish(current.means, wish)} />
      ) : (
        <Loading retry={retry} />
      )}
    </div>
  );
}

interface WishAndPreviewProps {
  readonly planId: string;
  readonly now: Means;
  /** What the form begins with. */
  readonly first: Means;
}

function WishAndPreview({ planId, now, first }: WishAndPreviewProps) {
  const [wanted = first, setWanted] = useState<Means>();
  const asked = wishOf(now, wanted);
  const wish = useSettled(asked, 400);
  const preview = useReplanPreview(planId, wish);
  const isFresh = !preview.isFetching && JSON.stringify(asked) === JSON.stringify(wish);
  const hasNoWish = Object.keys(wish).length === 0;
  return (
    <>
      <Card className="flex flex-col gap-4">
        <SectionHeading>What is different now?</SectionHeading>
        <p className="text-sm text-muted">
          You fell behind and nothing else changed? Then leave this as it is.
        </p>
        <MeansForm means={wanted} onChange={setWanted} />
      </Card>
      {preview.error && (
        <div className="flex flex-col items-start gap-3">
          <LoadProblem error={preview.error} retry={() => void preview.refetch()} />
          <Button kind="secondary" asChild>
            <Link href="/plan/new">Make a new plan instead</Link>
          </Button>
        </div>
      )}
      {preview.isPending && <Loading retry={() => void preview.refetch()} />}
      {preview.data && !preview.error && (
        <>
          <Card aria-busy={!isFresh} className={`flex flex-col gap-4 ${isFresh ? "" : "opacity-60"}`}>
            <SectionHeading>What would change</SectionHeading>
            <Difference preview={preview.data} channelsBefore={now.channels} />
          </Card>
          <ConfirmChange
            label="Re-plan like this"
            leave="Keep my plan as it is"
            change={{ planId, wish }}
            preview={isFresh ? preview.data : undefined}
            hindrance={
              isFresh && hasNoWish && isNothing(preview.data) ? "There is nothing to re-plan." : undefined
            }
          />
        </>
      )}
    </>
  );
}

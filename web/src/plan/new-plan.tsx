"use client";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useComparison } from "../api/plan-changes.ts";
import { usePlans, useRegenerate } from "../api/plans.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { useLimit } from "../components/use-limit.ts";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { PageTitle } from "../components/ui/page-title.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { sentenceOf } from "../sentence.ts";
import { ConfirmChange } from "./confirm-change.tsx";
import { DeclinePlan } from "./decline-plan.tsx";
import { Difference } from "./difference.tsx";
import { newestPlan } from "./newest-plan.ts";
import { UnderWay } from "./under-way.tsx";
import { useCurrentPlan } from "./use-current-plan.ts";
import type { Means } from "./wish.ts";

/** A new plan beside the current one: asked for, made, compared, applied. `?plan=` names one that waits since earlier. */
export function NewPlan() {
  const asked = useSearchParams().get("plan");
  const { current, isMissing, error, retry } = useCurrentPlan();
  const plans = usePlans();
  const newest = newestPlan(plans.data?.items ?? []);
  if (isMissing) return <WithoutPlan />;
  if (error ?? plans.error) {
    return (
      <LoadProblem error={error ?? plans.error} retry={() => (error ? retry() : void plans.refetch())} />
    );
  }
  if (current === undefined || plans.isPending) return <Loading retry={retry} />;
  const planId = current.plan.id;
  const proposedId = asked ?? (newest.is === "waiting" ? newest.plan.id : undefined);
  if (proposedId !== undefined) {
    return <Comparison planId={planId} proposedId={proposedId} channelsBefore={current.means.channels} />;
  }
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageTitle>A new plan</PageTitle>
      {newest.is === "under_way" ? (
        <UnderWay planId={newest.plan.id} />
      ) : (
        <Ask planId={planId} hasFailed={newest.is === "failed"} />
      )}
    </div>
  );
}

function Ask({ planId, hasFailed }: { readonly planId: string; readonly hasFailed: boolean }) {
  const isOnline = useOnline();
  const regenerate = useRegenerate();
  const limit = useLimit(regenerate.error);
  const why = isOnline ? limit : "You're offline. Making a plan needs a connection.";
  return (
    <Card className="flex flex-col items-start gap-3">
      {hasFailed && (
        <Notice kind="problem" className="w-full">
          I couldn't finish the last one. Your answers and your plan are safe; please try again.
        </Notice>
      )}
      <p>
        I think your strategy through again, from your answers as they are now. That takes a minute or two.
        Then you see what would be added, removed, moved, changed and kept, and decide.
      </p>
      <p className="text-muted">
        Your plan stays in use until then. What is done, begun, pinned, your own or not for you never changes.
        You can start five plans a day.
      </p>
      {regenerate.error && <Notice kind="problem">{sentenceOf(regenerate.error)}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          busy={regenerate.isPending}
          disabled={why !== undefined}
          onClick={() => regenerate.mutate(planId)}
        >
          Make a new plan
        </Button>
        {why !== undefined && <p className="text-sm text-muted">{why}</p>}
      </div>
    </Card>
  );
}

interface ComparisonProps {
  readonly planId: string;
  readonly proposedId: string;
  readonly channelsBefore: Means["channels"];
}

function Comparison({ planId, proposedId, channelsBefore }: ComparisonProps) {
  const router = useRouter();
  const preview = useComparison(planId, proposedId);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageTitle>Your new plan</PageTitle>
        <p>
          This is what it would do to the one you have. What is done, begun, pinned, your own or not for you
          stays as it is.
        </p>
      </div>
      {preview.isPending && <Loading retry={() => void preview.refetch()} />}
      {preview.error && (
        <div className="flex flex-col items-start gap-3">
          <LoadProblem error={preview.error} retry={() => void preview.refetch()} />
          <Button kind="secondary" asChild>
            <Link href="/plan">Back to my plan</Link>
          </Button>
        </div>
      )}
      {preview.data && !preview.error && (
        <>
          <Card className="flex flex-col gap-4">
            <SectionHeading>What would change</SectionHeading>
            <Difference preview={preview.data} channelsBefore={channelsBefore} />
          </Card>
          <ConfirmChange
            label="Use the new plan"
            leave="Decide later"
            change={{ proposedId }}
            preview={preview.isFetching ? undefined : preview.data}
          >
            <DeclinePlan planId={proposedId} onDeclined={() => router.push("/plan")} />
          </ConfirmChange>
        </>
      )}
    </div>
  );
}

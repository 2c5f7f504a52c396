"use client";
import type { PlanSummary } from "@alva/contracts/plan";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { usePlans } from "../api/plans.ts";
import { usePlan } from "../api/tasks.ts";
import { shortDate } from "../components/dates.ts";
import { Moment } from "../components/moment.tsx";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { PlanHeader } from "./plan-header.tsx";
import { StrategySections } from "./strategy-sections.tsx";
import { Weeks } from "./weeks.tsx";

/** All plans there were, or the one that `?plan=` names, to read. */
export function EarlierPlans() {
  const asked = useSearchParams().get("plan");
  return asked === null ? <List /> : <Reading planId={asked} />;
}

function List() {
  const { data, error, refetch, isPending } = usePlans();
  const shown =
    data?.items.filter(({ standing }) => standing === "archived" || standing === "proposed") ?? [];
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <PageTitle>Earlier plans</PageTitle>
      {isPending && <Loading retry={() => void refetch()} />}
      {error && !data && <LoadProblem error={error} retry={() => void refetch()} />}
      {data && shown.length === 0 && (
        <p className="text-muted">There are none yet. Your first plan is in use.</p>
      )}
      <ul className="flex flex-col gap-3">
        {shown.map((plan) => (
          <li key={plan.id} className="flex flex-col gap-1 rounded-card border border-line bg-surface p-4">
            <h2 className="font-semibold">
              <Link className="underline-offset-4 hover:underline" href={pathOf(plan)}>
                {plan.headline}
              </Link>
            </h2>
            <p className="text-sm text-muted">
              {plan.window_start !== null &&
                plan.window_end !== null &&
                `${shortDate(plan.window_start)} to ${shortDate(plan.window_end)}. `}
              {storyOf(plan)} <Moment at={plan.created_at} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How a plan came about and what its owner did with it, up to the time that follows. */
function storyOf({ standing, kind, applied_at }: PlanSummary): string {
  if (standing === "proposed") return "Not used yet; made";
  if (applied_at === null) return "You didn't want it; made";
  return kind === "replanned" ? "Re-planned" : "Made";
}

/** One that was not used yet can still be compared and taken; one that was is only read. */
function pathOf({ id, standing }: PlanSummary): string {
  return standing === "proposed" ? `/plan/new?plan=${id}` : `/plan/earlier?plan=${id}`;
}

function Reading({ planId }: { readonly planId: string }) {
  const { data: plan, error, refetch, isPending } = usePlan(planId);
  if (isPending) return <Loading retry={() => void refetch()} />;
  if (plan === undefined) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (plan === null) {
    return (
      <div className="flex flex-col items-start gap-4">
        <PageTitle>There is no such plan</PageTitle>
        <Button kind="secondary" asChild>
          <Link href="/plan/earlier">All earlier plans</Link>
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <PlanHeader plan={plan}>
        <Button kind="secondary" asChild>
          <Link href="/plan/earlier">All earlier plans</Link>
        </Button>
      </PlanHeader>
      <Notice>This is an earlier plan, to read only.</Notice>
      <StrategySections plan={plan} />
      {plan.master_plan && <Weeks frame={plan.master_plan.plan} tasks={plan.master_plan.tasks} isArchived />}
    </div>
  );
}

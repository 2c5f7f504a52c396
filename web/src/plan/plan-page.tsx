"use client";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { useDashboard } from "../api/dashboard.ts";
import { WindowEnded } from "../home/window-ended.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { BasedOn } from "./based-on.tsx";
import { Ledger } from "./ledger.tsx";
import { PlanHeader } from "./plan-header.tsx";
import { PlanMenu } from "./plan-menu.tsx";
import { PlanNews } from "./plan-news.tsx";
import { StandardTasks } from "./standard-tasks.tsx";
import { StrategySections } from "./strategy-sections.tsx";
import { useCurrentPlan } from "./use-current-plan.ts";
import { Weeks } from "./weeks.tsx";

/** The current plan: where it leads, its 13 weeks, what was decided, and what it rests on. */
export function PlanPage() {
  const { current, isMissing, error, retry } = useCurrentPlan();
  const { data: dashboard } = useDashboard();
  if (isMissing) return <WithoutPlan />;
  if (current === undefined) {
    return error ? <LoadProblem error={error} retry={retry} /> : <Loading retry={retry} />;
  }
  const { plan, profile } = current;
  return (
    <div className="flex flex-col gap-8">
      <PlanHeader plan={plan}>
        <PlanMenu />
      </PlanHeader>
      {dashboard && dashboard.today > dashboard.plan.window_end && <WindowEnded counts={dashboard.counts} />}
      <PlanNews plan={plan} profile={profile} />
      <StandardTasks plan={plan} />
      <StrategySections plan={plan} />
      {plan.master_plan && <Weeks frame={plan.master_plan.plan} tasks={plan.master_plan.tasks} />}
      <Ledger planId={plan.id} />
      <BasedOn plan={plan} />
    </div>
  );
}

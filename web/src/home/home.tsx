"use client";
import type { Dashboard } from "@alva/contracts/dashboard";
import { channels } from "@alva/contracts/master-plan";
import Link from "next/link";
import { useDashboard } from "../api/dashboard.ts";
import { useTasks } from "../api/tasks.ts";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";
import { Loading } from "../components/loading.tsx";
import { LoadProblem } from "../components/load-problem.tsx";
import { TaskCard } from "../components/task-card.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { TodaysWin } from "../quick-wins/todays-win.tsx";
import { WindowEnded } from "./window-ended.tsx";
import { WithoutPlan } from "./without-plan.tsx";

/** Where the day begins: today's win, what is due next, how the week stands. */
export function Home() {
  const { data: dashboard, error, refetch, isPending } = useDashboard();
  if (isPending) return <Loading outline={<Outline />} retry={() => void refetch()} />;
  if (dashboard === undefined) return <LoadProblem error={error} retry={() => void refetch()} />;
  return dashboard === null ? <WithoutPlan /> : <Today dashboard={dashboard} />;
}

function Outline() {
  return (
    <div className="grid gap-4 lg:grid-cols-2" aria-busy>
      <Skeleton className="h-48" />
      <Skeleton className="h-48" />
    </div>
  );
}

function Today({ dashboard }: { readonly dashboard: Dashboard }) {
  const { plan, deadlines, overdue, week_minutes: week, counts, today } = dashboard;
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-[26px] font-bold">{shortDate(today)}</h1>
      {today > plan.window_end ? (
        <WindowEnded counts={counts} />
      ) : (
        overdue >= 3 && (
          <Card className="bg-info-soft">
            <p>{overdue} tasks are past their date. That happens.</p>
            <Button kind="secondary" className="mt-3" asChild>
              <Link href="/plan/replan">Re-plan what's left?</Link>
            </Button>
          </Card>
        )
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-3">
          <SectionHeading>Today's quick win</SectionHeading>
          <TodaysWin dashboard={dashboard} />
        </div>
        <div className="flex flex-col gap-3">
          <SectionHeading>Next deadlines</SectionHeading>
          {deadlines.length === 0 && <p className="text-muted">Nothing else has a date.</p>}
          {deadlines.map((task) => (
            <TaskCard key={task.id} task={task} />
          ))}
        </div>
      </div>
      <Card className="flex flex-col gap-3">
        <SectionHeading>The plan</SectionHeading>
        <p>
          {shortDate(plan.window_start)} to {shortDate(plan.window_end)}
          {plan.week !== null && `, week ${plan.week} of ${plan.weeks}`}
        </p>
        <WeekBar planned={week.planned} used={week.used} capacity={week.capacity} />
        <p className="text-sm text-muted">
          {counts.planned + counts.in_progress} open, {counts.done} done, {counts.parked} parked
        </p>
        <Channels />
        <p>
          Streak {dashboard.streak.count}.{" "}
          <Link className="text-link underline" href="/quick-wins">
            See the last 14 weekdays
          </Link>
        </p>
      </Card>
    </div>
  );
}

/** The channels that the plan has tasks for. */
function Channels() {
  const { data: tasks } = useTasks();
  const used = new Set(tasks?.map(({ channel }) => channel));
  if (used.size === 0) return null;
  return (
    <ul aria-label="Channels" className="flex flex-wrap gap-2">
      {channels
        .filter((channel) => used.has(channel))
        .map((channel) => {
          const { Icon, name } = channelLook[channel];
          return (
            <li
              key={channel}
              className="inline-flex items-center gap-1 rounded-pill border border-control-line px-2 py-0.5 text-sm"
            >
              <Icon aria-hidden className="size-4" />
              {name}
            </li>
          );
        })}
    </ul>
  );
}

function WeekBar({ planned, used, capacity }: Dashboard["week_minutes"]) {
  return (
    <div className="flex flex-col gap-1">
      <div className="h-3 overflow-hidden rounded-pill bg-soft" aria-hidden>
        <div
          className="h-full bg-primary"
          style={{ width: `${capacity === 0 ? 0 : Math.min(100, (100 * used) / capacity)}%` }}
        />
      </div>
      <p className="text-sm">
        {duration(used)} done of {duration(planned)} planned this week; you have {duration(capacity)}.
      </p>
    </div>
  );
}

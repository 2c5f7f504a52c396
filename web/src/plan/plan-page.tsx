"use client";
import type { Plan } from "@alva/contracts/plan";
import type { Task } from "@alva/contracts/task";
import Link from "next/link";
import { useDashboard } from "../api/dashboard.ts";
import { usePlan, useTasks } from "../api/tasks.ts";
import { channelLook } from "../components/channels.ts";
import { addDays, duration, shortDate } from "../components/dates.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { WithoutPlan } from "../home/home.tsx";

/** The current plan: direction, channels, seasons, measures and the 13 weeks. */
export function PlanPage() {
  const { data: dashboard, error, refetch, isPending } = useDashboard();
  const plan = usePlan(dashboard?.plan.id);
  const tasks = useTasks();
  if (dashboard === null) return <WithoutPlan />;
  const problem = error ?? plan.error;
  if (problem)
    return <LoadProblem error={problem} retry={() => void Promise.all([refetch(), plan.refetch()])} />;
  if (isPending || plan.isPending || !plan.data) return <Skeleton className="h-96" />;
  return <Sections plan={plan.data} tasks={tasks.data ?? []} />;
}

function Sections({ plan, tasks }: { readonly plan: Plan; readonly tasks: readonly Task[] }) {
  const { custom_plan: strategy, master_plan: master } = plan;
  if (strategy === null || master === null) return <WithoutPlan />;
  const { window_start: start, window_end: end, weekly_capacity_hours: hours } = master.plan;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-center gap-3">
        <div className="flex-1">
          <h1 className="text-[26px] font-bold">{strategy.headline}</h1>
          <p className="text-muted">
            {shortDate(start)} to {shortDate(end)}, {hours} hours a week
          </p>
        </div>
        <Button kind="secondary" asChild>
          <Link href="/settings/export">Export</Link>
        </Button>
      </div>
      {plan.state === "ready_partial" && (
        <Notice>
          Some channels use standard tasks, because the model could not be reached when this plan was made.
        </Notice>
      )}
      <section className="flex flex-col gap-3">
        <SectionHeading>Direction</SectionHeading>
        <p>{strategy.summary}</p>
        <ul className="grid gap-3 sm:grid-cols-3">
          {strategy.content_pillars.map(({ name, description }) => (
            <li key={name} className="rounded-card border border-line bg-surface p-4">
              <h3 className="font-semibold">{name}</h3>
              <p className="text-sm text-muted">{description}</p>
            </li>
          ))}
        </ul>
        <ul className="list-disc pl-5">
          {strategy.strategy_notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col gap-3">
        <SectionHeading>Channels</SectionHeading>
        <ul className="grid gap-3 lg:grid-cols-2">
          {strategy.channels.map((channel) => {
            const { Icon, name } = channelLook[channel.channel];
            return (
              <li
                key={channel.channel + (channel.platform ?? "")}
                className="flex flex-col gap-1 rounded-card border border-line bg-surface p-4"
              >
                <h3 className="flex items-center gap-2 font-semibold">
                  <Icon aria-hidden className="size-5" />
                  {name}
                  {channel.platform !== undefined && `: ${channel.platform}`}
                </h3>
                <p className="text-sm">
                  {channel.priority} priority, {channel.cadence_text}
                </p>
                <p className="text-sm">
                  {channel.kpi.name}: {channel.kpi.target}
                </p>
                <p className="text-sm text-muted">Why: {channel.because.map(({ note }) => note).join(" ")}</p>
              </li>
            );
          })}
        </ul>
      </section>
      {strategy.priority_seasons.length > 0 && (
        <section className="flex flex-col gap-3">
          <SectionHeading>Seasons and hooks</SectionHeading>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {strategy.priority_seasons.map((season) => (
              <li key={season.id} className="rounded-card border border-line bg-surface p-4">
                <h3 className="font-semibold">{season.name}</h3>
                <p className="text-sm text-muted">
                  {shortDate(season.starts_on)} to {shortDate(season.ends_on)}
                </p>
                <p>{season.idea}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="flex flex-col gap-3">
        <SectionHeading>Measures</SectionHeading>
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {strategy.kpis.map(({ name, target, measure }) => (
            <li key={name}>
              <Card className="p-4">
                <h3 className="font-semibold">{name}</h3>
                <p>{target}</p>
                <p className="text-sm text-muted">{measure}</p>
              </Card>
            </li>
          ))}
        </ul>
      </section>
      <Weeks tasks={tasks} capacity={hours * 60} start={start} />
    </div>
  );
}

interface WeeksProps {
  readonly tasks: readonly Task[];
  readonly capacity: number;
  readonly start: string;
}

function Weeks({ tasks, capacity, start }: WeeksProps) {
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>13 weeks</SectionHeading>
      <ol className="flex flex-col gap-2">
        {Array.from({ length: 13 }, (_, index) => {
          const week = index + 1;
          const own = tasks.filter((task) => task.week === week && task.status !== "skipped");
          const minutes = own.reduce((sum, task) => sum + task.estimated_minutes, 0);
          const share = capacity === 0 ? 0 : Math.min(100, (100 * minutes) / capacity);
          return (
            <li key={week}>
              <details className="rounded-card border border-line bg-surface">
                <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-3 px-4 py-2">
                  <span className="w-40 font-semibold">
                    Week {week}, {shortDate(addDays(start, 7 * index))}
                  </span>
                  <span aria-hidden className="h-3 min-w-24 flex-1 overflow-hidden rounded-pill bg-soft">
                    <span className="block h-full bg-primary" style={{ width: `${share}%` }} />
                  </span>
                  <span className="text-sm">
                    {duration(minutes)} of {duration(capacity)}
                    {minutes > capacity && `, ${duration(minutes - capacity)} over`}
                  </span>
                </summary>
                <ul className="flex flex-col gap-1 px-4 pb-4">
                  {own.map((task) => (
                    <li key={task.id} className="flex gap-3">
                      <span className="w-24 shrink-0 text-sm text-muted">
                        {task.due_date !== null && shortDate(task.due_date)}
                      </span>
                      <Link className="underline-offset-4 hover:underline" href={`/board/${task.id}`}>
                        {task.title}
                      </Link>
                      <span className="ml-auto shrink-0 text-sm">{duration(task.estimated_minutes)}</span>
                    </li>
                  ))}
                  {own.length === 0 && <li className="text-muted">Nothing is planned.</li>}
                </ul>
              </details>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

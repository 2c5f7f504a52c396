"use client";
import { Zap } from "lucide-react";
import Link from "next/link";
import { useDashboard } from "../api/dashboard.ts";
import { useTasks } from "../api/tasks.ts";
import { shortDate } from "../components/dates.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { TaskCard } from "../components/task-card.tsx";
import { SectionHeading } from "../components/ui/card.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { TodaysWin, WithoutPlan } from "../home/home.tsx";

const words = { kept: "kept", missed: "missed", neutral: "nothing due" } as const;

/** Today's small win, the next ones, and the streak. */
export function QuickWins() {
  const { data: dashboard, error, refetch, isPending } = useDashboard();
  const open = useTasks({ quick_win: true, status: ["planned", "in_progress"] });
  if (isPending) return <Skeleton className="h-64" />;
  if (error) return <LoadProblem error={error} retry={() => void refetch()} />;
  if (dashboard === null) return <WithoutPlan />;
  const upcoming = (open.data ?? [])
    .filter(({ due_date }) => due_date !== null && due_date > dashboard.today)
    .slice(0, 5);
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-[26px] font-bold">Quick wins</h1>
      {dashboard.week_minutes.capacity === 0 && (
        <p>You gave me 0 hours. Even 1 hour gives you one quick win a week.</p>
      )}
      <section className="flex max-w-xl flex-col gap-3">
        <SectionHeading>Today</SectionHeading>
        <TodaysWin dashboard={dashboard} />
      </section>
      <section className="flex flex-col gap-3">
        <SectionHeading>Your last 14 weekdays</SectionHeading>
        <ol className="flex flex-wrap gap-2">
          {dashboard.streak.days.map(({ date, state }) => (
            <li
              key={date}
              title={`${shortDate(date)}: ${words[state]}`}
              className={`grid size-10 place-items-center rounded-full border-2 ${
                state === "kept" ? "border-[#1f1f1f] bg-primary text-on-primary" : "border-line"
              }`}
            >
              <Zap aria-hidden className={`size-5 ${state === "kept" ? "" : "text-muted"}`} />
              <span className="sr-only">
                {shortDate(date)}: {words[state]}
              </span>
            </li>
          ))}
        </ol>
        <p className="text-sm text-muted">
          Streak {dashboard.streak.count}. Weekends and days with nothing due never break it.
        </p>
      </section>
      <section className="flex flex-col gap-3">
        <SectionHeading>Next</SectionHeading>
        {open.error && <LoadProblem error={open.error} retry={() => void open.refetch()} />}
        <ul className="flex snap-x gap-3 overflow-x-auto pb-2" tabIndex={0} aria-label="Next quick wins">
          {upcoming.map((task) => (
            <li key={task.id} className="w-72 max-w-[80vw] shrink-0 snap-start">
              <TaskCard task={task} />
            </li>
          ))}
        </ul>
        <Link
          className="inline-flex min-h-11 items-center self-start text-link underline"
          href="/board?quick=1"
        >
          View all
        </Link>
      </section>
    </div>
  );
}

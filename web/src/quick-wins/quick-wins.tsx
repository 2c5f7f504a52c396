"use client";
import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";
import Link from "next/link";
import { useState } from "react";
import { useDashboard } from "../api/dashboard.ts";
import { useTasks } from "../api/tasks.ts";
import { useMove } from "../board/use-undoable-change.ts";
import { Loaded } from "../components/loaded.tsx";
import { Button } from "../components/ui/button.tsx";
import { Card, SectionHeading } from "../components/ui/card.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { WindowEnded } from "../home/window-ended.tsx";
import { WithoutPlan } from "../home/without-plan.tsx";
import { StreakRow } from "./streak-row.tsx";
import { tipOf } from "./tips.ts";
import { TodaysWin } from "./todays-win.tsx";
import { UpcomingWins } from "./upcoming-wins.tsx";
import { swapsOf, upcoming } from "./wins.ts";

/** Today's small win, the next ones, a tip and the streak. */
export function QuickWins() {
  return (
    <Loaded query={useDashboard()} outline={<Skeleton className="h-64" />}>
      {(dashboard) => (dashboard === null ? <WithoutPlan /> : <Wins dashboard={dashboard} />)}
    </Loaded>
  );
}

function Wins({ dashboard }: { readonly dashboard: Dashboard }) {
  const tasks = useTasks();
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-[26px] font-bold">Quick wins</h1>
      {dashboard.today > dashboard.plan.window_end && <WindowEnded counts={dashboard.counts} />}
      {dashboard.week_minutes.capacity === 0 && (
        <p>You gave me 0 hours. Even 1 hour gives you one quick win a week.</p>
      )}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section className="flex flex-col gap-3">
          <SectionHeading>Today</SectionHeading>
          <WinWithSwap dashboard={dashboard} tasks={tasks.data ?? []} />
        </section>
        <Card className="flex flex-col gap-2 self-start bg-info-soft">
          <SectionHeading>Tip of the day</SectionHeading>
          <p>{tipOf(dashboard.today)}</p>
        </Card>
      </div>
      <section className="flex flex-col gap-3">
        <SectionHeading>Your last 14 weekdays</SectionHeading>
        <StreakRow streak={dashboard.streak} />
      </section>
      <section className="flex flex-col gap-3">
        <SectionHeading>Next</SectionHeading>
        <Loaded query={tasks} outline={<Skeleton className="h-32" />}>
          {(all) => <UpcomingWins wins={upcoming(all, dashboard, 5)} />}
        </Loaded>
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

interface WinWithSwapProps {
  readonly dashboard: Dashboard;
  /** By their dates. */
  readonly tasks: readonly Task[];
}

function WinWithSwap({ dashboard, tasks }: WinWithSwapProps) {
  const move = useMove();
  const [swaps, setSwaps] = useState(0);
  const win = dashboard.quick_win;
  const choices = win === null ? [] : [win, ...swapsOf(tasks, win)];
  const instead = choices[swaps % choices.length];
  return (
    <>
      <p role="status" className="sr-only">
        {swaps > 0 && instead && `Instead: ${instead.title}`}
      </p>
      <TodaysWin
        dashboard={dashboard}
        instead={instead}
        more={(shown) => (
          <>
            {choices.length > 1 && (
              <Button kind="secondary" onClick={() => setSwaps(swaps + 1)}>
                Swap
              </Button>
            )}
            <Button kind="secondary" onClick={() => move(shown, "skipped")}>
              Not for me
            </Button>
          </>
        )}
      />
    </>
  );
}

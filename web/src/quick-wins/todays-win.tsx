"use client";
import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMove } from "../board/use-undoable-change.ts";
import { shortDate } from "../components/dates.ts";
import { TaskCard } from "../components/task-card.tsx";
import { Button } from "../components/ui/button.tsx";
import { Celebration } from "./celebration.tsx";
import { winOfToday } from "./wins.ts";

interface TodaysWinProps {
  readonly dashboard: Dashboard;
  /** Done in place of today's, if the owner swapped it. */
  readonly instead?: Task | undefined;
  /** What else can be done with an open win. */
  readonly more?: (win: Task) => ReactNode;
}

/** The small task of the day, or what stands in for it. */
export function TodaysWin({ dashboard, instead, more }: TodaysWinProps) {
  const [celebrated, setCelebrated] = useState<string>();
  const today = winOfToday(dashboard);
  // Another win in its place has buttons of its own: left on the same one, a second press would do that one unheard.
  const open = (win: Task, shown = win) => (
    <OpenWin key={win.id} win={shown} more={more} onDone={() => setCelebrated(shown.id)} />
  );
  return (
    <div className="relative flex flex-col gap-3">
      {celebrated !== undefined && <Celebration key={celebrated} />}
      {today.kind === "open" && open(today.win, instead)}
      {today.kind === "done" && (
        <>
          <Kept by={celebrated}>Done for today: {today.win.title}. That is the one that counts.</Kept>
          {dashboard.next_quick_win && (
            <>
              <h3 className="font-semibold">Next</h3>
              <TaskCard task={dashboard.next_quick_win} />
            </>
          )}
        </>
      )}
      {today.kind === "kept" && (
        <Kept by={celebrated}>Done for today.{today.next && " Here is another, if you like."}</Kept>
      )}
      {today.kind === "later" && (
        <p>Your plan starts {shortDate(dashboard.plan.window_start)}. Want a head start?</p>
      )}
      {today.kind === "none" && <p>Nothing small is due today. Here is the next one, if you like.</p>}
      {"next" in today && today.next && open(today.next)}
      {today.kind === "over" && <p>No quick win is left in this plan.</p>}
    </div>
  );
}

interface KeptProps {
  /** The win that was done just now, if it was. */
  readonly by: string | undefined;
  readonly children: ReactNode;
}

/** Says that the day is kept, and takes the focus from the button that did it. */
function Kept({ by, children }: KeptProps) {
  const words = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (by !== undefined) words.current?.focus();
  }, [by]);
  return (
    <h3 ref={words} tabIndex={-1} className="outline-none">
      {children}
    </h3>
  );
}

interface OpenWinProps {
  readonly win: Task;
  readonly more: TodaysWinProps["more"];
  readonly onDone: () => void;
}

function OpenWin({ win, more, onDone }: OpenWinProps) {
  const move = useMove();
  const [reason] = win.because;
  return (
    <TaskCard task={win}>
      {win.steps.length > 0 && (
        <ol className="list-decimal pl-5 text-sm">
          {win.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {reason && <p className="text-sm text-muted">Why: {reason.note}</p>}
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            move(win, "done");
            onDone();
          }}
        >
          Mark done
        </Button>
        {more?.(win)}
      </div>
    </TaskCard>
  );
}

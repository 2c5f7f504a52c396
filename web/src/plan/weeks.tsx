import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import Link from "next/link";
import { duration, shortDate } from "../components/dates.ts";
import { SectionHeading } from "../components/ui/card.tsx";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { BarKey } from "./bar.tsx";
import { type Week, weeksOf } from "./plan-weeks.ts";

interface WeeksProps {
  readonly frame: MasterPlan["plan"];
  readonly tasks: readonly PlanTask[];
  /** Whether the tasks are those of an earlier plan, which lead nowhere. */
  readonly isArchived?: boolean;
}

/** The plan's weeks, each with its minutes against the hours that were given, and its tasks when it is opened. */
export function Weeks({ frame, tasks, isArchived = false }: WeeksProps) {
  const weeks = weeksOf(frame, tasks);
  // All bars have one scale, so that weeks can be compared by eye.
  const most = Math.max(1, ...weeks.flatMap(({ minutes, capacity }) => [minutes, capacity]));
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading>13 weeks</SectionHeading>
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <BarKey className="w-3 rounded-full bg-success-fill">done</BarKey>
          <BarKey className="w-3 rounded-full border border-control-line bg-primary">still to do</BarKey>
          <BarKey className="w-0.5 bg-text">your {duration(60 * frame.weekly_capacity_hours)} a week</BarKey>
        </p>
        <ol className="flex flex-col gap-2">
          {weeks.map((week) => (
            <li key={week.number}>
              <Disclosure
                className="rounded-card border border-line bg-surface px-4"
                summary={
                  <>
                    <span className="w-44 font-semibold">
                      Week {week.number}, {shortDate(week.startsOn)}
                      <Pause />
                    </span>
                    <MinutesBar week={week} most={most} />
                    <span className="text-sm sm:w-52 sm:text-right">{minutesInWords(week)}</span>
                  </>
                }
              >
                <ul className="flex flex-col gap-1 pb-4">
                  {week.tasks.map((task) => (
                    <WeekTask key={task.id} task={task} isArchived={isArchived} />
                  ))}
                  {week.tasks.length === 0 && <li className="text-muted">Nothing is planned.</li>}
                </ul>
              </Disclosure>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

interface MinutesBarProps {
  readonly week: Week<PlanTask>;
  /** How many minutes the whole width stands for. */
  readonly most: number;
}

/** For the eye; the words beside it say the same. */
function MinutesBar({ week: { minutes, doneMinutes, capacity }, most }: MinutesBarProps) {
  const share = (part: number) => `${(100 * part) / most}%`;
  return (
    <span aria-hidden className="relative flex h-5 min-w-24 flex-1 items-center">
      <span className="flex h-3 w-full overflow-hidden rounded-pill bg-soft">
        <span className="h-full bg-success-fill" style={{ width: share(doneMinutes) }} />
        <span
          className="h-full border-y border-control-line bg-primary"
          style={{ width: share(minutes - doneMinutes) }}
        />
      </span>
      <span
        className="absolute inset-y-0 w-0.5 -translate-x-full bg-text"
        style={{ left: share(capacity) }}
      />
    </span>
  );
}

function minutesInWords({ minutes, doneMinutes, capacity }: Week<PlanTask>): string {
  const over = minutes > capacity ? `, ${duration(minutes - capacity)} over` : "";
  const done = doneMinutes > 0 ? `, ${duration(doneMinutes)} done` : "";
  return `${duration(minutes)} of ${duration(capacity)}${over}${done}`;
}

function WeekTask({ task, isArchived }: { readonly task: PlanTask; readonly isArchived: boolean }) {
  return (
    <li className="flex flex-wrap gap-x-3">
      <span className="w-24 shrink-0 text-sm text-muted">
        {task.due_date !== null && shortDate(task.due_date)}
        <Pause />
      </span>
      <span className="min-w-0 flex-1 break-words">
        {isArchived ? (
          task.title
        ) : (
          <Link className="underline-offset-4 hover:underline" href={`/board/${task.id}`}>
            {task.title}
          </Link>
        )}
        <Pause />
      </span>
      <span className="shrink-0 text-sm">
        {duration(task.estimated_minutes)}
        {task.status === "done" && ", done"}
      </span>
    </li>
  );
}

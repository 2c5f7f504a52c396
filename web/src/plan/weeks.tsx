import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import Link from "next/link";
import { useId } from "react";
import { duration, shortDate } from "../components/dates.ts";
import { SectionHeading } from "../components/ui/card.tsx";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { FigureTable } from "./figure-table.tsx";
import { ChartKey, HoursChart } from "./hours-chart.tsx";
import { type Week, weeksOf } from "./plan-weeks.ts";

interface WeeksProps {
  readonly frame: MasterPlan["plan"];
  readonly tasks: readonly PlanTask[];
  /** Whether the tasks are those of an earlier plan, which lead nowhere. */
  readonly isArchived?: boolean;
}

/** The plan's weeks: their hours against those that were given, as a chart and as a table, and the tasks of each. */
export function Weeks({ frame, tasks, isArchived = false }: WeeksProps) {
  const id = useId();
  const weeks = weeksOf(frame, tasks);
  return (
    <section className="flex flex-col gap-3">
      <SectionHeading id={id}>13 weeks</SectionHeading>
      <figure aria-labelledby={id} className="flex flex-col gap-3">
        <div className="rounded-card border border-line bg-surface px-4 pt-4">
          <Hours weeks={weeks} capacity={60 * frame.weekly_capacity_hours} />
        </div>
        <ol className="flex flex-col gap-2">
          {weeks.map((week) => (
            <li key={week.number}>
              <Disclosure
                className="rounded-card border border-line bg-surface px-4"
                summary={
                  <>
                    <span className="w-44 grow font-semibold">
                      Week {week.number}, {shortDate(week.startsOn)}
                      <Pause />
                    </span>
                    <span className="text-sm">{minutesInWords(week)}</span>
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
      </figure>
    </section>
  );
}

interface HoursProps {
  readonly weeks: readonly Week<PlanTask>[];
  /** Minutes a week. */
  readonly capacity: number;
}

function Hours({ weeks, capacity }: HoursProps) {
  const given = `your ${duration(capacity)} a week`;
  return (
    <>
      <figcaption className="flex flex-wrap gap-x-4 text-sm text-muted">
        <ChartKey look="done">done</ChartKey>
        <ChartKey look="open">still to do</ChartKey>
        {weeks.some((week) => overOf(week) > 0) && <ChartKey look="over">over your hours</ChartKey>}
        <ChartKey look="limit">{given}</ChartKey>
      </figcaption>
      <HoursChart
        weeks={weeks.map((week) => ({ week: week.number, columns: [partsOf(week)] }))}
        lines={[{ minutes: capacity, look: "limit" }]}
      />
      <Disclosure summary={<span className="text-sm">The same as a table</span>}>
        <div className="pb-4">
          <FigureTable
            caption={`Hours of each week, against ${given}`}
            heads={["Week", "Planned", "Done", "Over"]}
            rows={weeks.map((week) => ({
              key: week.startsOn,
              name: `${week.number}, ${shortDate(week.startsOn)}`,
              cells: [week.minutes, week.doneMinutes, overOf(week)].map((minutes) =>
                minutes === 0 ? "none" : duration(minutes),
              ),
            }))}
          />
        </div>
      </Disclosure>
    </>
  );
}

/** What was done stands below; of what is still to do, as much is over the hours as the week is. */
function partsOf(week: Week<PlanTask>) {
  const open = week.minutes - week.doneMinutes;
  const over = Math.min(open, overOf(week));
  return [
    { minutes: week.doneMinutes, look: "done" },
    { minutes: open - over, look: "open" },
    { minutes: over, look: "over" },
  ] as const;
}

function overOf({ minutes, capacity }: Week<PlanTask>): number {
  return Math.max(0, minutes - capacity);
}

function minutesInWords(week: Week<PlanTask>): string {
  const { minutes, doneMinutes, capacity } = week;
  const over = overOf(week) > 0 ? `, ${duration(overOf(week))} over` : "";
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

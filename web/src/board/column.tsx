"use client";
import type { Task } from "@alva/contracts/task";
import { memo, useEffect, useId, useRef, useState } from "react";
import { addDays } from "../components/dates.ts";
import { Button } from "../components/ui/button.tsx";
import { BoardCard, type CardEvents } from "./board-card.tsx";
import type { DragEngine } from "./drag-engine.ts";
import { statusNames } from "./statuses.ts";
import { WeekHeader } from "./week-header.tsx";
import { groupByWeek, type Weeks } from "./weeks.ts";

const step = 50;

interface ColumnProps {
  readonly status: Task["status"];
  readonly tasks: readonly Task[];
  readonly weeks: Weeks;
  readonly isShownOnPhone: boolean;
  readonly currentId: string | undefined;
  readonly selected: ReadonlySet<string> | undefined;
  readonly hasShortcuts: boolean;
  readonly drag: DragEngine | undefined;
  readonly events: CardEvents;
}

/** The tasks of one status. It draws 50 cards at a time, so that a thousand stay quick. */
export const Column = memo(function Column(props: ColumnProps) {
  const { status, tasks, weeks, isShownOnPhone, currentId, selected, hasShortcuts, drag, events } = props;
  const [count, setCount] = useState(step);
  const column = useRef<HTMLElement>(null);
  const id = useId();
  useEffect(() => (column.current ? drag?.addColumn(column.current, status) : undefined), [drag, status]);
  const isOpen = status === "planned" || status === "in_progress";
  const shown = tasks.slice(0, count);
  const groups = isOpen ? groupByWeek(shown, weeks.start) : [{ week: null, tasks: shown }];
  return (
    <section
      ref={column}
      aria-labelledby={id}
      data-column={status}
      className={`rounded-card outline-offset-4 data-[drop=no]:outline-2 data-[drop=no]:outline-dashed data-[drop=no]:outline-danger data-[drop=yes]:outline-2 data-[drop=yes]:outline-text ${
        isShownOnPhone ? "" : "hidden md:block"
      }`}
    >
      <h2 id={id} className="mb-3 font-semibold">
        {statusNames[status]} <span className="text-muted">{tasks.length}</span>
      </h2>
      <div className="flex flex-col gap-5">
        {groups.map(({ week, tasks: ofWeek }) => (
          <div key={week} className="flex flex-col gap-3">
            {week !== null && (
              <WeekHeader
                week={week}
                start={addDays(weeks.start, 7 * (week - 1))}
                minutes={weeks.minutes.get(week) ?? 0}
                capacity={weeks.capacity}
              />
            )}
            <ul className="flex flex-col gap-3">
              {ofWeek.map((task) => (
                <BoardCard
                  key={task.id}
                  task={task}
                  level={week === null ? 3 : 4}
                  isCurrent={task.id === currentId}
                  isSelected={selected?.has(task.id)}
                  hasShortcuts={hasShortcuts}
                  drag={drag}
                  events={events}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      {tasks.length === 0 && <p className="text-muted">Nothing here.</p>}
      {tasks.length > count && (
        <Button kind="secondary" className="mt-3 w-full" onClick={() => setCount(count + step)}>
          Show {Math.min(step, tasks.length - count)} more
        </Button>
      )}
    </section>
  );
});

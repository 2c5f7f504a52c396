import type { Task } from "@alva/contracts/task";
import { useEffect, useState } from "react";
import { shortDate } from "../../components/dates.ts";
import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { say } from "../../components/ui/toast.tsx";
import { useLimit } from "../../components/use-limit.ts";
import { useBulk } from "../use-bulk.ts";
import { useUndoableChange } from "../use-undoable-change.ts";
import { WeekChoice } from "../week-choice.tsx";
import type { Weeks } from "../weeks.ts";

/** The day a task is due, to be changed to another day or another week. */
export function TaskDue({ task, weeks }: { readonly task: Task; readonly weeks: Weeks }) {
  if (task.status === "done" || task.status === "skipped") return null;
  return (
    <section aria-label="When" className="flex flex-col gap-3">
      {task.due_date !== null && <DayField task={task} due={task.due_date} />}
      <ToWeek task={task} weeks={weeks} />
    </section>
  );
}

function DayField({ task, due }: { readonly task: Task; readonly due: string }) {
  const change = useUndoableChange();
  const [day, setDay] = useState(due);
  useEffect(() => setDay(due), [due]);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-48 flex-1">
        <Field
          label="Due"
          type="date"
          help="Changing it pins the task: a new plan leaves it where it is."
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      {day !== due && day !== "" && (
        <Button
          kind="secondary"
          className="w-full"
          // Dates are typed in parts, so that every part would be a change.
          onClick={() => change(task, { due_date: day }, `Due ${shortDate(day)}: ${task.title}`)}
        >
          Change to {shortDate(day)}
        </Button>
      )}
    </div>
  );
}

function ToWeek({ task, weeks }: { readonly task: Task; readonly weeks: Weeks }) {
  const { change, isPending, error } = useBulk(weeks.start);
  const limit = useLimit(error);
  async function move(week: number): Promise<void> {
    const { changed, undo } = await change({ action: "move", week }, [task]);
    if (changed === 0) say({ sentence: `It is in week ${week} already.` });
    else say({ sentence: `Week ${week}: ${task.title}`, undo });
  }
  return (
    <>
      <WeekChoice
        weeks={weeks}
        isDisabled={isPending || limit !== undefined}
        // A refusal is told where it is met.
        onChoose={(week) => void move(week).catch(() => undefined)}
      />
      {limit !== undefined && <p className="text-sm text-muted">{limit}</p>}
    </>
  );
}

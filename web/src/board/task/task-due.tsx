import type { Task } from "@alva/contracts/task";
import { useEffect, useState } from "react";
import { useBulkChange } from "../../api/bulk-changes.ts";
import { shortDate } from "../../components/dates.ts";
import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { useOnline } from "../../components/ui/online.ts";
import { say } from "../../components/ui/toast.tsx";
import { restoreOf } from "../bulk.ts";
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
  const { mutateAsync, isPending } = useBulkChange();
  const isOnline = useOnline();
  async function move(week: number): Promise<void> {
    const { changed } = await mutateAsync({ action: "move", week, task_ids: [task.id] });
    if (changed.length === 0) {
      say({ sentence: `It is in week ${week} already.` });
      return;
    }
    say({
      sentence: `Week ${week}: ${task.title}`,
      undo: () => void mutateAsync(restoreOf([task], changed)).catch(() => undefined),
    });
  }
  return (
    <>
      <WeekChoice
        weeks={weeks}
        isDisabled={isPending || !isOnline}
        // A refusal is told where it is met.
        onChoose={(week) => void move(week).catch(() => undefined)}
      />
      {!isOnline && <p className="text-sm text-muted">Moving to a week needs a connection.</p>}
    </>
  );
}

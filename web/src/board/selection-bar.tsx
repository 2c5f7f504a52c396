"use client";
import type { Task } from "@alva/contracts/task";
import { type Bulk, useBulkChange } from "../api/bulk-changes.ts";
import { Button } from "../components/ui/button.tsx";
import { useOnline } from "../components/ui/online.ts";
import { say } from "../components/ui/toast.tsx";
import { bulkSentence, mostSelected, restoreOf } from "./bulk.ts";
import { WeekChoice } from "./week-choice.tsx";
import type { Weeks } from "./weeks.ts";

interface SelectionBarProps {
  readonly selected: readonly Task[];
  readonly weeks: Weeks;
  readonly onSelectAll: () => void;
  readonly onEnd: () => void;
}

/** What can be done with the selected tasks, all of it with one Undo. */
export function SelectionBar({ selected, weeks, onSelectAll, onEnd }: SelectionBarProps) {
  const { mutateAsync, isPending } = useBulkChange();
  const isOnline = useOnline();
  const isAllowed = isOnline && selected.length > 0 && selected.length <= mostSelected;
  const task_ids = selected.map(({ id }) => id);

  async function change(bulk: Bulk, word: string): Promise<void> {
    const { changed, unchanged } = await mutateAsync(bulk);
    const undo = () => void mutateAsync(restoreOf(selected, changed)).catch(() => undefined);
    say({
      sentence: bulkSentence(word, changed.length, unchanged.length),
      ...(changed.length > 0 ? { undo } : {}),
    });
    onEnd();
  }
  // A refusal is told where it is met.
  const start = (bulk: Bulk, word: string) => void change(bulk, word).catch(() => undefined);

  return (
    <section
      aria-label="Selected tasks"
      data-bottom-bar
      className="bottom-20 z-10 flex flex-wrap items-center gap-2 rounded-card border border-control-line bg-surface p-3 shadow-card md:bottom-4 [@media(min-height:30rem)]:sticky"
    >
      <p role="status" className="mr-2 font-semibold">
        {selected.length} selected
        {selected.length > mostSelected && `; up to ${mostSelected} go at a time`}
      </p>
      <Button
        kind="secondary"
        busy={isPending}
        disabled={!isAllowed}
        onClick={() => start({ action: "done", task_ids }, "done")}
      >
        Done
      </Button>
      <Button
        kind="secondary"
        busy={isPending}
        disabled={!isAllowed}
        onClick={() => start({ action: "park", task_ids }, "parked")}
      >
        Park
      </Button>
      <WeekChoice
        weeks={weeks}
        isDisabled={!isAllowed || isPending}
        onChoose={(week) => start({ action: "move", week, task_ids }, `moved to week ${week}`)}
      />
      <Button kind="text" onClick={onSelectAll}>
        Select all shown
      </Button>
      <Button kind="text" onClick={onEnd}>
        Stop selecting
      </Button>
      {!isOnline && <p className="w-full text-sm text-muted">This needs a connection.</p>}
    </section>
  );
}

"use client";
import type { Task } from "@alva/contracts/task";
import type { BulkAction } from "../api/bulk-changes.ts";
import { Button } from "../components/ui/button.tsx";
import { say } from "../components/ui/toast.tsx";
import { useLimit } from "../components/use-limit.ts";
import { bulkSentence, mostSelected } from "./bulk.ts";
import { useBulk } from "./use-bulk.ts";
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
  const { change, isPending, error } = useBulk(weeks.start);
  const limit = useLimit(error);
  const isAllowed = limit === undefined && selected.length > 0 && selected.length <= mostSelected;

  async function changeAll(action: BulkAction, word: string): Promise<void> {
    const { changed, undo } = await change(action, selected);
    say({
      sentence: bulkSentence(word, changed, selected.length - changed),
      ...(changed > 0 ? { undo } : {}),
    });
    onEnd();
  }
  // A refusal is told where it is met.
  const start = (action: BulkAction, word: string) => void changeAll(action, word).catch(() => undefined);

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
        onClick={() => start({ action: "done" }, "done")}
      >
        Done
      </Button>
      <Button
        kind="secondary"
        busy={isPending}
        disabled={!isAllowed}
        onClick={() => start({ action: "park" }, "parked")}
      >
        Park
      </Button>
      <WeekChoice
        weeks={weeks}
        isDisabled={!isAllowed || isPending}
        onChoose={(week) => start({ action: "move", week }, `moved to week ${week}`)}
      />
      <Button kind="text" onClick={onSelectAll}>
        Select all shown
      </Button>
      <Button kind="text" onClick={onEnd}>
        Stop selecting
      </Button>
      {limit !== undefined && <p className="w-full text-sm text-muted">{limit}</p>}
    </section>
  );
}

"use client";
import type { Task } from "@alva/contracts/task";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { say } from "../components/ui/toast.tsx";
import type { CardEvents } from "./board-card.tsx";
import { Column } from "./column.tsx";
import { neighbour } from "./neighbour.ts";
import { useShortcuts } from "./shortcuts.ts";
import { mayMove, statusNames } from "./statuses.ts";
import { useDragEngine } from "./use-drag-engine.ts";
import { useMove } from "./use-undoable-change.ts";
import type { Weeks } from "./weeks.ts";

type Status = Task["status"];

interface ColumnsProps {
  readonly statuses: readonly Status[];
  /** In their order, filtered. */
  readonly tasks: readonly Task[];
  readonly weeks: Weeks;
  readonly selected: ReadonlySet<string> | undefined;
  readonly onSelect: CardEvents["onSelect"];
}

/** The columns, a phone's one at a time, and the ways between them: dragging, the menu of a card, and keys. */
export function Columns({ statuses, tasks, weeks, selected, onSelect }: ColumnsProps) {
  const board = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Status>("planned");
  const [focused, setFocused] = useState<string>();
  const moved = useRef<string>(undefined);
  const hasShortcuts = useShortcuts();
  const move = useMove();
  const drop = useCallback(
    (task: Task, to: Status) => {
      if (mayMove(task, to)) move(task, to);
      else say({ sentence: refusal(task, to) });
    },
    [move],
  );
  const [hasPointer, setHasPointer] = useState(false);
  const drag = useDragEngine(hasPointer, drop);
  const events = useMemo<CardEvents>(
    () => ({
      onFocus: setFocused,
      onSelect,
      onMove: (task, to) => {
        moved.current = task.id;
        move(task, to);
      },
    }),
    [move, onSelect],
  );
  const byStatus = useMemo(() => Map.groupBy(tasks, ({ status }) => status), [tasks]);
  const current =
    tasks.find(({ id }) => id === focused) ??
    statuses.flatMap((status) => byStatus.get(status)?.slice(0, 1) ?? []).at(0);

  // A moved card is another element in another column; the focus goes with it, or on a phone, where it is gone, stays near.
  useEffect(() => {
    if (moved.current === undefined) return;
    const card = findCard(board.current, moved.current) ?? board.current?.querySelector("button");
    moved.current = undefined;
    // After the menu has given the focus back to where the card was.
    setTimeout(() => card?.focus());
  }, [tasks]);

  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset.card : undefined;
    if (from === undefined) return;
    const next = neighbour(cardsOf(board.current), from, event.key);
    if (next === undefined) return;
    event.preventDefault();
    findCard(board.current, next)?.focus();
  };

  return (
    <div
      ref={board}
      className="flex flex-col gap-5"
      onKeyDown={onKeyDown}
      onPointerEnter={({ pointerType }) => setHasPointer((before) => before || pointerType !== "touch")}
    >
      <div role="group" aria-label="Column" className="flex flex-wrap gap-2 md:hidden">
        {statuses.map((status) => (
          <Button
            key={status}
            kind={status === shown ? "primary" : "secondary"}
            aria-pressed={status === shown}
            onClick={() => setShown(status)}
          >
            {statusNames[status]}
          </Button>
        ))}
      </div>
      <div
        className={`grid grid-cols-1 gap-4 md:grid-cols-2 ${statuses.length > 4 ? "xl:grid-cols-5" : "xl:grid-cols-4"}`}
      >
        {statuses.map((status) => (
          <Column
            key={status}
            status={status}
            tasks={byStatus.get(status) ?? noTasks}
            weeks={weeks}
            isShownOnPhone={status === shown}
            currentId={current?.status === status ? current.id : undefined}
            selected={selected}
            hasShortcuts={hasShortcuts}
            drag={drag}
            events={events}
          />
        ))}
      </div>
    </div>
  );
}

const noTasks: readonly Task[] = [];

function refusal({ title, status }: Task, to: Status): string {
  return `${title} stays where it is: from ${statusNames[status]} a task does not go to ${statusNames[to]} directly.`;
}

/** The titles of the cards that are in view or can be scrolled to, column by column. */
function cardsOf(board: HTMLElement | null): string[][] {
  return [...(board?.querySelectorAll<HTMLElement>("[data-column]") ?? [])]
    .filter(isDrawn)
    .map((column) =>
      [...column.querySelectorAll<HTMLElement>("[data-card]")].flatMap((card) => card.dataset.card ?? []),
    );
}

function findCard(board: HTMLElement | null, id: string): HTMLElement | undefined {
  return [...(board?.querySelectorAll<HTMLElement>("[data-card]") ?? [])].find(
    (card) => card.dataset.card === id && isDrawn(card),
  );
}

/** A phone does not draw the other columns. */
const isDrawn = (element: HTMLElement) => element.closest("[data-column]")?.checkVisibility() ?? false;

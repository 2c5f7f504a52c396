"use client";
import type { Task } from "@alva/contracts/task";
import { type KeyboardEvent, memo, useEffect, useRef, useState } from "react";
import { TaskCard } from "../components/task-card.tsx";
import { CheckBox } from "../components/ui/check-box.tsx";
import type { DragEngine } from "./drag-engine.ts";
import { MoveMenu } from "./move-menu.tsx";
import { isForBrowser, openTask } from "./task-address.ts";

/** What a card tells the board. */
export interface CardEvents {
  readonly onMove: (task: Task, status: Task["status"]) => void;
  readonly onFocus: (id: string) => void;
  readonly onSelect: (id: string, isSelected: boolean) => void;
}

interface BoardCardProps {
  readonly task: Task;
  /** Of its title's heading. */
  readonly level: 3 | 4;
  /** The one card of the board that the key Tab reaches; arrows lead to the others. */
  readonly isCurrent: boolean;
  /** Undefined while nothing is being selected. */
  readonly isSelected: boolean | undefined;
  readonly hasShortcuts: boolean;
  readonly drag: DragEngine | undefined;
  readonly events: CardEvents;
}

/** A card of the board. There can be a thousand, so one is drawn anew only when something of it changed. */
export const BoardCard = memo(function BoardCard({
  task,
  level,
  isCurrent,
  isSelected,
  hasShortcuts,
  drag,
  events,
}: BoardCardProps) {
  const card = useRef<HTMLLIElement>(null);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  useEffect(() => {
    if (card.current && isSelected === undefined) return drag?.addCard(card.current, task);
    return undefined;
  }, [drag, task, isSelected]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!hasShortcuts || !isPlain || event.key.toLowerCase() !== "m") return;
    event.preventDefault();
    setIsMenuOpen(true);
  };
  return (
    <li
      ref={card}
      className="[contain-intrinsic-height:auto_12rem] [content-visibility:auto] data-draggable:cursor-grab data-dragging:relative data-dragging:z-30 data-dragging:cursor-grabbing! data-dragging:opacity-90"
    >
      <TaskCard
        task={task}
        level={level}
        title={{
          "data-card": task.id,
          prefetch: false,
          tabIndex: isCurrent ? 0 : -1,
          draggable: false,
          onFocus: () => events.onFocus(task.id),
          onKeyDown,
          onClick: (event) => {
            if (event.defaultPrevented || isForBrowser(event)) return;
            event.preventDefault();
            openTask(task.id);
          },
        }}
      >
        {isSelected === undefined ? (
          <MoveMenu
            task={task}
            onMove={events.onMove}
            isOpen={isMenuOpen}
            onOpenChange={setIsMenuOpen}
            isInTabOrder={isCurrent}
          />
        ) : (
          <CheckBox
            aria-label={`Select ${task.title}`}
            checked={isSelected}
            onChange={(isIn) => events.onSelect(task.id, isIn)}
          >
            <span className="text-sm font-semibold">Select</span>
          </CheckBox>
        )}
      </TaskCard>
    </li>
  );
});

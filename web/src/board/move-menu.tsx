"use client";
import type { Task } from "@alva/contracts/task";
import { DropdownMenu } from "radix-ui";
import { useEffect, useState } from "react";
import { movesOf, statusNames } from "./statuses.ts";

interface MoveMenuProps {
  readonly task: Task;
  readonly onMove: (task: Task, status: Task["status"]) => void;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Whether the key Tab reaches its button. */
  readonly isInTabOrder?: boolean;
}

/** The way to move a task without dragging. A board has hundreds, so the menu is made when it is first opened. */
export function MoveMenu({ task, onMove, isOpen, onOpenChange, isInTabOrder = true }: MoveMenuProps) {
  const [isMade, setIsMade] = useState(isOpen);
  useEffect(() => setIsMade((before) => before || isOpen), [isOpen]);
  const button = {
    tabIndex: isInTabOrder ? 0 : -1,
    "aria-label": `Move to… ${task.title}`,
    className:
      "inline-flex min-h-11 items-center self-start rounded-control border border-control-line px-3 text-sm font-semibold hover:bg-soft",
  };
  if (!isMade) {
    return (
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => onOpenChange(true)}
        {...button}
      >
        Move to…
      </button>
    );
  }
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger {...button}>Move to…</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="z-50 min-w-44 rounded-card border border-control-line bg-surface p-1 text-text shadow-card">
          {movesOf(task).map((status) => (
            <DropdownMenu.Item
              key={status}
              className="flex min-h-11 cursor-pointer items-center rounded-control px-3 outline-none data-highlighted:bg-soft"
              onSelect={() => onMove(task, status)}
            >
              {statusNames[status]}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

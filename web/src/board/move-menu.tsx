"use client";
import type { Task } from "@alva/contracts/task";
import { DropdownMenu } from "radix-ui";
import { useChangeTask } from "../api/task-changes.ts";
import { say } from "../components/ui/toast.tsx";
import { movesOf, statusNames } from "./statuses.ts";

/** The way to move a task without dragging. */
export function MoveMenu({ task }: { readonly task: Task }) {
  const { mutate, isPending } = useChangeTask();
  const move = (status: Task["status"]) =>
    mutate(
      { task, change: { status } },
      {
        onSuccess: (moved) =>
          say({
            sentence: `${statusNames[moved.status]}: ${task.title}`,
            undo: () => mutate({ task, change: { status: task.status } }),
          }),
      },
    );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        disabled={isPending}
        aria-busy={isPending}
        aria-label={`Move to… ${task.title}`}
        className="inline-flex min-h-11 items-center self-start rounded-control border border-control-line px-3 text-sm font-semibold hover:bg-soft"
      >
        Move to…
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="z-50 min-w-44 rounded-card border border-control-line bg-surface p-1 text-text shadow-card">
          {movesOf(task).map((status) => (
            <DropdownMenu.Item
              key={status}
              className="flex min-h-11 cursor-pointer items-center rounded-control px-3 outline-none data-highlighted:bg-soft"
              onSelect={() => move(status)}
            >
              {statusNames[status]}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

import type { Task } from "@alva/contracts/task";
import type { BulkAction, Restore } from "../api/bulk-changes.ts";
import type { Change, ChangeOfTask } from "../api/task-changes.ts";
import { addDays } from "../components/dates.ts";
import { mayMove } from "./statuses.ts";

/** The most that one change takes, by contract. */
export const mostSelected = 200;

/** What takes a bulk change back: each task it changed goes where it was. */
export function restoreOf(before: readonly Task[], changed: readonly string[]): Restore {
  const ids = new Set(changed);
  return {
    action: "restore",
    tasks: before.flatMap(({ id, status, due_date, pinned }) =>
      ids.has(id) && status !== "done" && status !== "skipped" ? [{ id, status, due_date, pinned }] : [],
    ),
  };
}

/**
 * What a bulk change does to each task alone, as the contract has it; those that stand so already or cannot go there are left out.
 * `start` is the plan's first Monday.
 */
export function changesOf(action: BulkAction, tasks: readonly Task[], start: string): ChangeOfTask[] {
  return tasks.flatMap((task) => {
    const change = changeOf(action, task, start);
    return change === undefined ? [] : [{ task, change }];
  });
}

function changeOf(action: BulkAction, task: Task, start: string): Change | undefined {
  if (action.action === "done") return mayMove(task, "done") ? { status: "done" } : undefined;
  if (action.action === "park") return mayMove(task, "deferred") ? { status: "deferred" } : undefined;
  if (task.status === "done" || task.status === "skipped") return undefined;
  const due_date = addDays(start, 7 * (action.week - 1) + weekdayOf(task));
  if (task.status === "deferred") return { status: "planned", due_date };
  return due_date === task.due_date ? undefined : { due_date };
}

/** Days since Monday; those without a date come on a Friday. */
function weekdayOf({ due_date }: Task): number {
  return due_date === null ? 4 : (new Date(`${due_date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** What a bulk change came to, in words. */
export function bulkSentence(done: string, changed: number, unchanged: number): string {
  if (changed === 0) return `Nothing changed: ${tasks(unchanged)} stood so already or could not go there.`;
  const rest = unchanged === 0 ? "" : ` ${tasks(unchanged)} stayed as they were.`;
  return `${tasks(changed)} ${done}.${rest}`;
}

const tasks = (count: number) => `${count} ${count === 1 ? "task" : "tasks"}`;

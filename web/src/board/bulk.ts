import type { Task } from "@alva/contracts/task";
import type { Bulk } from "../api/bulk-changes.ts";

/** The most that one change takes, by contract. */
export const mostSelected = 200;

/** What takes a bulk change back: each task it changed goes where it was. */
export function restoreOf(before: readonly Task[], changed: readonly string[]): Bulk {
  const ids = new Set(changed);
  return {
    action: "restore",
    tasks: before.flatMap(({ id, status, due_date, pinned }) =>
      ids.has(id) && status !== "done" && status !== "skipped" ? [{ id, status, due_date, pinned }] : [],
    ),
  };
}

/** What a bulk change came to, in words. */
export function bulkSentence(done: string, changed: number, unchanged: number): string {
  if (changed === 0) return `Nothing changed: ${tasks(unchanged)} stood so already or could not go there.`;
  const rest = unchanged === 0 ? "" : ` ${tasks(unchanged)} stayed as they were.`;
  return `${tasks(changed)} ${done}.${rest}`;
}

const tasks = (count: number) => `${count} ${count === 1 ? "task" : "tasks"}`;

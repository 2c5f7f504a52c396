import type { Task, TaskChange } from "@alva/contracts/task";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";

/** How a task stands in what a change was about, in words. */
export function standingOf(task: Task, change: TaskChange): string {
  const isAbout = (...fields: readonly (keyof TaskChange)[]) =>
    fields.some((field) => change[field] !== undefined);
  return [
    isAbout("title") && `called “${task.title}”`,
    isAbout("channel") && channelLook[task.channel].name,
    isAbout("estimated_minutes") && duration(task.estimated_minutes),
    isAbout("status", "due_date") && statusWords[task.status],
    isAbout("status", "due_date") &&
      (task.due_date === null ? "without a date" : `due ${shortDate(task.due_date)}`),
    isAbout("pinned") && (task.pinned ? "pinned" : "not pinned"),
    isAbout("notes") && (task.notes === "" ? "without notes" : `with the notes “${shortened(task.notes)}”`),
  ]
    .filter((part) => part !== false)
    .join(", ");
}

const statusWords: Readonly<Record<Task["status"], string>> = {
  planned: "planned",
  in_progress: "in progress",
  done: "done",
  deferred: "parked",
  skipped: "marked as not for you",
};

const longest = 60;

const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

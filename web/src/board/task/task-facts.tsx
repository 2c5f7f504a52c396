import type { Task } from "@alva/contracts/task";
import { channelLook } from "../../components/channels.ts";
import { duration, shortDate } from "../../components/dates.ts";
import { statusNames } from "../statuses.ts";

const priorityNames = { 1: "urgent", 2: "normal priority", 3: "evergreen" } as const;

/** What a task is at a glance: its channel, length, date and where it stands. */
export function TaskFacts({ task }: { readonly task: Task }) {
  const { series, part } = task;
  const facts = [
    channelLook[task.channel].name,
    duration(task.estimated_minutes),
    task.due_date !== null && `due ${shortDate(task.due_date)}`,
    statusNames[task.status].toLowerCase(),
    priorityNames[task.priority],
    task.quick_win && "quick win",
    series && `${series.index} of ${series.total}`,
    part && `part ${part.index} of ${part.total}`,
    task.origin === "owner" && "your own",
    task.pinned && "pinned",
  ].filter((fact) => typeof fact === "string");
  return <p className="text-sm text-muted">{facts.join(", ")}</p>;
}

import type { Task } from "@alva/contracts/task";
import { channelLook } from "../../components/channels.ts";
import { duration, shortDate } from "../../components/dates.ts";
import { statusNames } from "../statuses.ts";

/** What a task is at a glance: its channel, length, date and where it stands. */
export function TaskFacts({ task }: { readonly task: Task }) {
  return (
    <p className="text-sm text-muted">
      {channelLook[task.channel].name}, {duration(task.estimated_minutes)}
      {task.due_date !== null && `, due ${shortDate(task.due_date)}`},{" "}
      {statusNames[task.status].toLowerCase()}
      {task.pinned && ", pinned"}
    </p>
  );
}

import type { Task } from "@alva/contracts/task";
import type { TaskHistoryEntry } from "@alva/contracts/task-history";
import { useState } from "react";
import { useTaskHistory } from "../../api/task-history.ts";
import { channelLook } from "../../components/channels.ts";
import { duration, shortDate } from "../../components/dates.ts";
import { Moment } from "../../components/moment.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { statusNames } from "../statuses.ts";

/** What happened to a task; asked for when it is opened. */
export function TaskHistory({ task }: { readonly task: Task }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className="rounded-card border border-line"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-semibold">History</summary>
      <div className="flex flex-col gap-3 px-4 pb-4">{isOpen && <Entries task={task} />}</div>
    </details>
  );
}

function Entries({ task }: { readonly task: Task }) {
  const history = useTaskHistory(task);
  return (
    <>
      <Loaded query={history} outline={<Skeleton className="h-16" />}>
        {({ pages }) => <EntryList entries={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      <ShowMore query={history}>Show earlier</ShowMore>
    </>
  );
}

function EntryList({ entries }: { readonly entries: readonly TaskHistoryEntry[] }) {
  if (entries.length === 0) return <p className="text-muted">Nothing has been changed yet.</p>;
  return (
    <ol className="flex flex-col gap-2 text-sm">
      {entries.map((entry) => (
        <li key={entry.at + whatHappened(entry)}>
          <span className="block text-muted">
            <Moment at={entry.at} />
          </span>
          {whatHappened(entry)}
        </li>
      ))}
    </ol>
  );
}

const occasions: Readonly<Record<TaskHistoryEntry["kind"], string | undefined>> = {
  added: "Added by you",
  restored: "Brought back",
  replanned: "Re-planned",
  plan_applied: "A new plan was applied",
  plan_undone: "The plan before came back",
  changed: undefined,
};

/** An entry of the history in words. */
function whatHappened(entry: TaskHistoryEntry): string {
  const { status, due_date, pinned, title, channel, estimated_minutes: minutes } = entry;
  return [
    occasions[entry.kind],
    status && `${statusNames[status.from]} to ${statusNames[status.to]}`,
    due_date && `due ${day(due_date.from)}, now ${day(due_date.to)}`,
    pinned && (pinned.to ? "pinned" : "unpinned"),
    title && `called “${title.from}” before`,
    channel && `${channelLook[channel.from].name} to ${channelLook[channel.to].name}`,
    minutes && `${duration(minutes.from)} to ${duration(minutes.to)}`,
    entry.notes && "notes rewritten",
  ]
    .filter((part) => typeof part === "string")
    .join("; ");
}

const day = (date: string | null) => (date === null ? "no date" : shortDate(date));

"use client";
import { channels } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { usePathname } from "next/navigation";
import { useId, useState } from "react";
import { useDashboard } from "../api/dashboard.ts";
import { useTasks } from "../api/tasks.ts";
import { channelLook } from "../components/channels.ts";
import { LoadProblem } from "../components/load-problem.tsx";
import { TaskCard } from "../components/task-card.tsx";
import { Button } from "../components/ui/button.tsx";
import { Field } from "../components/ui/field.tsx";
import { Skeleton } from "../components/ui/skeleton.tsx";
import { WithoutPlan } from "../home/home.tsx";
import { passes, useFilters } from "./filters.ts";
import { MoveMenu } from "./move-menu.tsx";
import { columns, statusNames } from "./statuses.ts";
import { TaskPanel } from "./task-panel.tsx";

/** All tasks by where they stand, and the panel of the one in the address. */
export function Board() {
  const [, , taskId] = usePathname().split("/");
  const { data: dashboard } = useDashboard();
  const { filters, change, isFiltered } = useFilters();
  const { data, error, refetch, isPending } = useTasks({
    status: filters.refused ? [...columns, "skipped"] : [...columns],
  });
  const [shown, setShown] = useState<Task["status"]>("planned");
  if (dashboard === null) return <WithoutPlan />;
  if (isPending) return <Skeleton className="h-96" />;
  if (error) return <LoadProblem error={error} retry={() => void refetch()} />;
  const tasks = data.filter((task) => passes(filters, task));
  const shownColumns = filters.refused ? [...columns, "skipped" as const] : columns;

  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-[26px] font-bold">Board</h1>
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-56 max-w-full">
          <Field
            label="Find"
            type="search"
            value={filters.text}
            onChange={({ target }) => change({ text: target.value })}
          />
        </div>
        <ChannelFilter channel={filters.channel} onChange={(channel) => change({ channel })} />
        <Toggle label="Quick wins" isOn={filters.quickWins} onChange={(quickWins) => change({ quickWins })} />
        <Toggle label="Not for me" isOn={filters.refused} onChange={(refused) => change({ refused })} />
        {isFiltered && (
          <Button
            kind="text"
            onClick={() => change({ text: "", channel: "", quickWins: false, refused: false })}
          >
            Clear filters
          </Button>
        )}
      </div>
      {tasks.length === 0 && (
        <p role="status">{isFiltered ? "No task fits these filters." : "There are no tasks."}</p>
      )}
      <div role="group" aria-label="Column" className="flex flex-wrap gap-2 md:hidden">
        {shownColumns.map((status) => (
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
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        {shownColumns.map((status) => (
          <Column
            key={status}
            status={status}
            tasks={tasks.filter((task) => task.status === status)}
            isShownOnPhone={status === shown}
          />
        ))}
      </div>
      {taskId !== undefined && <TaskPanel taskId={taskId} tasks={data} />}
    </div>
  );
}

const step = 50;

interface ColumnProps {
  readonly status: Task["status"];
  readonly tasks: readonly Task[];
  readonly isShownOnPhone: boolean;
}

/** A column draws 50 cards at a time, so that a thousand stay quick. */
function Column({ status, tasks, isShownOnPhone }: ColumnProps) {
  const [count, setCount] = useState(step);
  const id = useId();
  return (
    <section aria-labelledby={id} className={isShownOnPhone ? "" : "hidden md:block"}>
      <h2 id={id} className="mb-3 font-semibold">
        {statusNames[status]} <span className="text-muted">{tasks.length}</span>
      </h2>
      <ul className="flex flex-col gap-3">
        {tasks.slice(0, count).map((task) => (
          <li key={task.id}>
            <TaskCard task={task}>
              <MoveMenu task={task} />
            </TaskCard>
          </li>
        ))}
      </ul>
      {tasks.length === 0 && <p className="text-muted">Nothing here.</p>}
      {tasks.length > count && (
        <Button kind="secondary" className="mt-3 w-full" onClick={() => setCount(count + step)}>
          Show {Math.min(step, tasks.length - count)} more
        </Button>
      )}
    </section>
  );
}

function ChannelFilter({
  channel,
  onChange,
}: {
  readonly channel: string;
  readonly onChange: (channel: (typeof channels)[number] | "") => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        Channel
      </label>
      <select
        id={id}
        className="h-11 rounded-control border border-control-line bg-surface px-3"
        value={channel}
        onChange={({ target }) => onChange(channels.find((one) => one === target.value) ?? "")}
      >
        <option value="">All</option>
        {channels.map((one) => (
          <option key={one} value={one}>
            {channelLook[one].name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Toggle({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="checkbox"
        className="size-6 accent-[#1f1f1f]"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

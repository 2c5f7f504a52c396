import type { Task } from "@alva/contracts/task";
import { Pin, Zap } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { WaitingMark } from "../offline/waiting-mark.tsx";
import { channelLook } from "./channels.ts";
import { duration, shortDate } from "./dates.ts";
import { Pause } from "./ui/pause.tsx";

interface TaskCardProps {
  readonly task: Task;
  /** Of its title's heading; 3 when nothing is said. */
  readonly level?: 3 | 4;
  /** What its title does besides leading to the task's panel. */
  readonly title?: Omit<ComponentProps<typeof Link>, "href" | "className" | "children"> & {
    readonly "data-card"?: string;
  };
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A task at a glance; its title leads to its panel. */
export function TaskCard({ task, level = 3, title, children }: TaskCardProps) {
  const { Icon, name } = channelLook[task.channel];
  const place = task.series
    ? `${task.series.index} of ${task.series.total}`
    : task.part && `part ${task.part.index} of ${task.part.total}`;
  const Heading = level === 3 ? "h3" : "h4";
  return (
    <article className="relative flex flex-col gap-2 rounded-card border border-line bg-surface p-4 shadow-card">
      <Heading className="font-semibold">
        <Link {...title} href={`/board/${task.id}`} className="underline-offset-4 hover:underline">
          {task.title}
        </Link>
      </Heading>
      {task.desc !== "" && <p className="line-clamp-1 text-sm text-muted">{task.desc}</p>}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="inline-flex items-center gap-1 rounded-pill border border-control-line px-2 py-0.5">
          <Icon aria-hidden className="size-4" />
          {name}
          <Pause />
        </span>
        <span>
          {duration(task.estimated_minutes)}
          <Pause />
        </span>
        {task.due_date !== null && (
          <span>
            {shortDate(task.due_date)}
            <Pause />
          </span>
        )}
        {task.quick_win && (
          <span className="inline-flex items-center gap-1">
            <Zap aria-hidden className="size-4" /> Quick win <Pause />
          </span>
        )}
        {task.pinned && (
          <span className="inline-flex items-center gap-1">
            <Pin aria-hidden className="size-4" /> Pinned <Pause />
          </span>
        )}
        <WaitingMark taskId={task.id} />
        {place !== null && <span className="text-muted">{place}</span>}
      </p>
      {children}
    </article>
  );
}

import type { Channel } from "@alva/contracts/master-plan";
import type { ComparedTask, PlanChangePreview } from "@alva/contracts/plan-changes";
import type { ReactNode } from "react";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { WeekComparison } from "./week-comparison.tsx";

interface DifferenceProps {
  readonly preview: PlanChangePreview;
  /** The channels as the current plan has them. */
  readonly channelsBefore: Readonly<Record<Channel, boolean>>;
}

/** What a change would do to the board, before it is confirmed: by task, by week and by channel. */
export function Difference({ preview, channelsBefore }: DifferenceProps) {
  const { added, removed, moved, changed, kept } = preview.difference;
  const switched = preview.channels.filter(({ channel, on }) => on !== channelsBefore[channel]);
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="font-semibold">
        {isNothing(preview) && switched.length === 0
          ? "Nothing would change. Your plan fits as it is."
          : `${added.length} added, ${removed.length} removed, ${moved.length} moved, ${changed.length} changed, ${kept} kept.`}
      </p>
      {switched.length > 0 && (
        <ul className="list-disc pl-5">
          {switched.map(({ channel, on, reason }) => (
            <li key={channel}>
              {channelLook[channel].name}{" "}
              {on ? "turns on" : `turns off${reason === null ? "" : `: ${reason}`}`}.
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-col gap-2">
        <Group title="Added" count={added.length}>
          {added.map((task) => (
            <Row key={task.id} task={task} note={whenOf(task)} />
          ))}
        </Group>
        <Group title="Removed" count={removed.length}>
          {removed.map((task) => (
            <Row key={task.id} task={task} note={`was ${whenOf(task)}`} />
          ))}
        </Group>
        <Group title="Moved" count={moved.length}>
          {moved.map(({ before, after }) => (
            <Row key={after.id} task={after} note={wayOf(before, after)} />
          ))}
        </Group>
        <Group title="Changed" count={changed.length}>
          {changed.map(({ before, after }) => (
            <Row key={after.id} task={after} note={changesOf(before, after)} />
          ))}
        </Group>
        <Group title="Parked" count={preview.parked.length}>
          {preview.parked.map(({ task, reason }) => (
            <Row key={task.id} task={task} note={parkedWords[reason]} />
          ))}
        </Group>
      </div>
      <WeekComparison preview={preview} />
    </div>
  );
}

/** Whether confirming would leave every task as it is. */
export function isNothing({ difference: { added, removed, moved, changed } }: PlanChangePreview): boolean {
  return added.length + removed.length + moved.length + changed.length === 0;
}

interface GroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Group({ title, count, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <Disclosure
      className="rounded-control border border-line px-3"
      summary={
        <>
          <span className="flex-1 font-semibold">{title}</span>
          <Pause />
          <span>{count}</span>
        </>
      }
    >
      <ul className="flex flex-col gap-2 pb-3">{children}</ul>
    </Disclosure>
  );
}

function Row({ task, note }: { readonly task: ComparedTask; readonly note: string }) {
  const { Icon, name } = channelLook[task.channel];
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="break-words">{task.title}</span>
        <span className="block text-sm text-muted">
          {name}, {duration(task.estimated_minutes)}, {note}
        </span>
      </span>
    </li>
  );
}

function whenOf({ due_date, status }: ComparedTask): string {
  if (due_date !== null) return shortDate(due_date);
  return status === "deferred" ? "parked" : "no date";
}

const wayOf = (before: ComparedTask, after: ComparedTask): string =>
  `from ${whenOf(before)} to ${whenOf(after)}`;

function changesOf(before: ComparedTask, after: ComparedTask): string {
  const changes = [
    ...(before.title === after.title ? [] : [`was “${before.title}”`]),
    ...(before.estimated_minutes === after.estimated_minutes
      ? []
      : [`was ${duration(before.estimated_minutes)}`]),
    ...(before.due_date === after.due_date ? [] : [wayOf(before, after)]),
  ];
  return changes.length === 0 ? "other words or steps" : changes.join(", ");
}

const parkedWords: Readonly<Record<PlanChangePreview["parked"][number]["reason"], string>> = {
  no_capacity: "no hours are left for it",
  deadline_passed: "no room before its deadline",
  deferred_past_window: "the weeks up to the end of the plan are full",
};

import type { ComparedTask, PlanChangePreview } from "@alva/contracts/plan-changes";
import { channelLook } from "../components/channels.ts";
import { duration, shortDate } from "../components/dates.ts";

/** What other hours or another budget would do to the plan, in numbers first and then task by task. */
export function ReplanDifference({
  preview,
  showsChannels,
}: {
  readonly preview: PlanChangePreview;
  /** Whether it is worth saying which channels are off: the money decides that, not the hours. */
  readonly showsChannels: boolean;
}) {
  const { difference, capacity_minutes: capacity, channels } = preview;
  const { added, removed, moved, changed, kept } = difference;
  const parked = moved.filter(({ after }) => after.due_date === null);
  const counts = [
    ["added", added.length],
    ["moved", moved.length - parked.length],
    ["parked", parked.length],
    ["changed", changed.length],
    ["taken out", removed.length],
    ["kept as they are", kept],
  ] as const;
  const closed = showsChannels ? channels.filter(({ on, reason }) => !on && reason !== null) : [];
  return (
    <div className="flex flex-col gap-2">
      {capacity.before !== capacity.after && (
        <p>
          Your week goes from {duration(capacity.before)} to {duration(capacity.after)}.
        </p>
      )}
      <p>
        Tasks:{" "}
        {counts
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${count} ${name}`)
          .join(", ")}
        .
      </p>
      {closed.map(({ channel, reason }) => (
        <p key={channel} className="text-sm text-muted">
          Off: {channelLook[channel].name}, {reason}
        </p>
      ))}
      {added.length + removed.length + moved.length + changed.length > 0 && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center text-link underline">
            See each task
          </summary>
          <ul className="flex flex-col gap-1 text-sm">
            {added.map((task) => (
              <Line key={task.id} task={task} change={`new, ${whenOf(task)}`} />
            ))}
            {[...moved, ...changed].map(({ before, after }) => (
              <Line key={after.id} task={after} change={`${whenOf(before)} to ${whenOf(after)}`} />
            ))}
            {removed.map((task) => (
              <Line key={task.id} task={task} change="taken out" />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Line({ task, change }: { readonly task: ComparedTask; readonly change: string }) {
  return (
    <li className="break-words">
      {task.title}: <span className="text-muted">{change}</span>
    </li>
  );
}

const whenOf = ({ due_date }: ComparedTask): string => (due_date === null ? "parked" : shortDate(due_date));

import type { Task } from "@alva/contracts/task";
import { TaskCard } from "../components/task-card.tsx";

/** The next quick wins, a row to swipe through that is a list all the same. */
export function UpcomingWins({ wins }: { readonly wins: readonly Task[] }) {
  if (wins.length === 0) return <p className="text-muted">No other quick win is planned.</p>;
  return (
    <ul className="flex snap-x gap-3 overflow-x-auto p-1 pb-3" aria-label="Next quick wins">
      {wins.map((task) => (
        <li key={task.id} className="flex w-72 max-w-[80vw] shrink-0 snap-start *:flex-1">
          <TaskCard task={task} />
        </li>
      ))}
    </ul>
  );
}

import { duration, shortDate } from "../components/dates.ts";
import { Pause } from "../components/ui/pause.tsx";

interface WeekHeaderProps {
  readonly week: number;
  /** The Monday it starts on. */
  readonly start: string;
  /** Of all its tasks, shown here or not. */
  readonly minutes: number;
  readonly capacity: number;
}

/** A week of the plan and how full it is. More than it holds is allowed, and stated. */
export function WeekHeader({ week, start, minutes, capacity }: WeekHeaderProps) {
  const share = capacity === 0 ? 0 : Math.min(100, (100 * minutes) / capacity);
  return (
    <div className="flex flex-col gap-1">
      <h3 className="flex flex-wrap justify-between gap-x-2 text-sm">
        <span className="font-semibold">
          Week {week}, {shortDate(start)}
          <Pause />
        </span>
        <span>
          {duration(minutes)} of {duration(capacity)}
          {minutes > capacity && <strong>, {duration(minutes - capacity)} over</strong>}
        </span>
      </h3>
      <div aria-hidden className="h-2 overflow-hidden rounded-pill bg-soft">
        <div
          className={minutes > capacity ? "h-full bg-danger" : "h-full bg-primary"}
          style={{ width: `${share}%` }}
        />
      </div>
    </div>
  );
}

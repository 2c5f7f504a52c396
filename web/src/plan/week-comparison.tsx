import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import { duration, shortDate } from "../components/dates.ts";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { Pause } from "../components/ui/pause.tsx";
import { Bar, BarKey } from "./bar.tsx";

/** Each week's minutes before and after, against the hours that were given: as bars for the eye, as words for everyone. */
export function WeekComparison({ preview }: { readonly preview: PlanChangePreview }) {
  const { weeks, capacity_minutes: capacity, first_week: firstWeek } = preview;
  const most = Math.max(
    capacity.before,
    capacity.after,
    ...weeks.flatMap(({ minutes_before, minutes_after }) => [minutes_before, minutes_after]),
    1,
  );
  const hours =
    capacity.before === capacity.after
      ? `${duration(capacity.after)} a week`
      : `${duration(capacity.before)} a week before, ${duration(capacity.after)} after`;
  return (
    <Disclosure summary={<span className="font-semibold">Week by week, {hours}</span>}>
      <p className="mb-3 flex flex-wrap gap-x-4 text-sm text-muted">
        <BarKey className="w-3 rounded-full border border-control-line bg-control-line">as it is</BarKey>
        <BarKey className="w-3 rounded-full border border-control-line bg-primary">as it would be</BarKey>
      </p>
      <ol className="flex flex-col gap-3">
        {weeks.map(({ starts_on, minutes_before: before, minutes_after: after }, index) => (
          <li key={starts_on} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-40 text-sm">
              Week {index + 1}, {shortDate(starts_on)}
              <Pause />
              {index + 1 < firstWeek && <span className="block text-muted">stays as it is</span>}
            </span>
            <span aria-hidden className="flex min-w-24 flex-1 flex-col gap-0.5">
              <Bar share={before / most} className="h-2 bg-control-line" />
              <Bar share={after / most} className="h-2 bg-primary" />
            </span>
            <span className="w-44 text-sm">
              {before === after ? duration(after) : `from ${duration(before)} to ${duration(after)}`}
              {after > capacity.after && `, ${duration(after - capacity.after)} over`}
            </span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

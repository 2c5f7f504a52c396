import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import { duration, shortDate } from "../components/dates.ts";
import { Disclosure } from "../components/ui/disclosure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { ChartKey, HoursChart } from "./hours-chart.tsx";

/** Each week's minutes before and after, against the hours that were given: as columns for the eye, as a table for everyone. */
export function WeekComparison({ preview }: { readonly preview: PlanChangePreview }) {
  const { weeks, capacity_minutes: capacity, first_week: firstWeek } = preview;
  const isOther = capacity.before !== capacity.after;
  const [before, after] = [duration(capacity.before), duration(capacity.after)];
  return (
    <Disclosure
      summary={
        <span className="font-semibold">
          Week by week, {isOther ? `${before} a week before, ${after} after` : `${after} a week`}
        </span>
      }
    >
      <div className="flex flex-col gap-3 pb-3">
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <ChartKey look="before">as it is</ChartKey>
          <ChartKey look="after">as it would be</ChartKey>
          {isOther && <ChartKey look="former_limit">your {before} until now</ChartKey>}
          <ChartKey look="limit">your {after} a week</ChartKey>
        </p>
        <HoursChart
          weeks={weeks.map(({ minutes_before, minutes_after }, index) => ({
            week: index + 1,
            columns: [
              [{ minutes: minutes_before, look: "before" }],
              [{ minutes: minutes_after, look: "after" }],
            ],
          }))}
          lines={[
            ...(isOther ? [{ minutes: capacity.before, look: "former_limit" } as const] : []),
            { minutes: capacity.after, look: "limit" },
          ]}
        />
        <FigureTable
          caption="Hours week by week, before and after"
          heads={["Week", "As it is", "As it would be"]}
          rows={weeks.map(({ starts_on, minutes_before, minutes_after }, index) => ({
            key: starts_on,
            name: (
              <>
                {index + 1}, {shortDate(starts_on)}
                {index + 1 < firstWeek && <span className="block text-muted">stays as it is</span>}
              </>
            ),
            cells: [
              duration(minutes_before),
              minutes_after > capacity.after
                ? `${duration(minutes_after)}, ${duration(minutes_after - capacity.after)} over`
                : duration(minutes_after),
            ],
          }))}
        />
      </div>
    </Disclosure>
  );
}

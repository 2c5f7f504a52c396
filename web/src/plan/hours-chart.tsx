import type { ReactNode } from "react";
import { duration } from "../components/dates.ts";
import { marksUpTo } from "./scale.ts";

/** A part of a column: minutes, and what they look like. */
interface Part {
  readonly minutes: number;
  readonly look: Look;
}

export interface HoursOfWeek {
  readonly week: number;
  /** Columns that stand side by side, each of parts from the bottom up. */
  readonly columns: readonly (readonly Part[])[];
}

interface HoursChartProps {
  readonly weeks: readonly HoursOfWeek[];
  /** Minutes that a line goes across at: the hours that were given. */
  readonly lines: readonly { readonly minutes: number; readonly look: Look }[];
}

/**
 * Weeks as columns with a scale of hours, drawn with the page's own boxes (decision 0053). It is for the eye alone: what uses it
 * says the same in words.
 */
export function HoursChart({ weeks, lines }: HoursChartProps) {
  const heights = weeks.flatMap(({ columns }) => columns.map(minutesOf));
  const marks = marksUpTo(Math.max(...heights, ...lines.map(({ minutes }) => minutes)));
  const top = marks.at(-1) ?? 1;
  const share = (minutes: number) => `${(100 * minutes) / top}%`;
  return (
    <div aria-hidden className="grid grid-cols-[auto_1fr] gap-x-2 pt-4 text-xs text-muted">
      <div className="-my-2 flex flex-col-reverse justify-between text-right">
        {marks.map((mark) => (
          <span key={mark} className="leading-4 whitespace-nowrap">
            {mark === 0 ? 0 : duration(mark)}
          </span>
        ))}
      </div>
      <div className="relative h-40 border-b border-control-line">
        {marks.slice(1).map((mark) => (
          <span
            key={mark}
            className="absolute inset-x-0 border-t border-line"
            style={{ bottom: share(mark) }}
          />
        ))}
        <div className="absolute inset-0 flex gap-1 sm:gap-2">
          {weeks.map(({ week, columns }) => (
            <div key={week} className="flex flex-1 items-end justify-center gap-px">
              {columns.map((parts, index) => (
                <span
                  // Columns of one week have no other name than their place.
                  key={index}
                  className="flex max-w-6 flex-1 flex-col-reverse overflow-hidden rounded-t-sm"
                  style={{ height: share(minutesOf(parts)) }}
                >
                  {parts.map(
                    ({ minutes, look }) =>
                      minutes > 0 && (
                        <span key={look} className={looks[look]} style={{ flex: `${minutes} 0 0` }} />
                      ),
                  )}
                </span>
              ))}
            </div>
          ))}
        </div>
        {lines.map(({ minutes, look }) => (
          <span
            key={look}
            className={`absolute inset-x-0 translate-y-1/2 ${looks[look]}`}
            style={{ bottom: share(minutes) }}
          />
        ))}
      </div>
      <span className="pt-1 text-right">week</span>
      <div className="flex gap-1 pt-1 sm:gap-2">
        {weeks.map(({ week }) => (
          // A number may be wider than its column; on phones the next one is not shown.
          <span key={week} className="flex w-0 flex-1 justify-center max-sm:even:invisible">
            <span>{week}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

function minutesOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** What a colour or a line of a chart means. */
export function ChartKey({ look, children }: { readonly look: Look; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={`w-4 ${look.endsWith("limit") ? "" : "h-3 rounded-sm"} ${looks[look]}`} />
      <span>{children}</span>
    </span>
  );
}

type Look = keyof typeof looks;

/** Outlines tell them apart where colours alone would not, or are the system's. */
const looks = {
  done: "border border-success-fill bg-success-fill forced-colors:bg-[CanvasText]",
  open: "border border-control-line bg-primary",
  over: "border border-danger bg-surface bg-[repeating-linear-gradient(135deg,var(--danger)_0_2px,transparent_2px_5px)]",
  before: "border border-control-line bg-control-line forced-colors:bg-[CanvasText]",
  after: "border border-control-line bg-primary",
  limit: "border-t-2 border-text",
  former_limit: "border-t-2 border-dotted border-text",
};

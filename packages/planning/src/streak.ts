import type { Dashboard } from "@alva/contracts/dashboard";
import { addDays, daysBetween } from "./governance/calendar.ts";
import { weekdayOf } from "./governance/window.ts";

/** A quick win as the streak sees it. All dates are `YYYY-MM-DD` in the plan's time zone. */
export interface QuickWinDates {
  readonly dueDate: string | null;
  /** The local date of completion, as it was stored then. */
  readonly completedOn: string | null;
  /** When it was refused or its plan replaced: what was due before that date was due all the same. */
  readonly withdrawnOn: string | null;
}

const shownWeekdays = 14;

/**
 * The streak on a local date, `today` (product specification, section 6.10): days kept counted back from today, skipping
 * neutral days and weekends, up to the first day missed. Today counts when it is kept and never breaks.
 */
export function streakOn(today: string, quickWins: readonly QuickWinDates[]): Dashboard["streak"] {
  const completed = new Set(quickWins.map(({ completedOn }) => completedOn));
  const due = new Set(quickWins.filter(wasDue).map(({ dueDate }) => dueDate));
  const stateOf = (date: string): Dashboard["streak"]["days"][number]["state"] => {
    if (completed.has(date)) return "kept";
    return due.has(date) && date !== today ? "missed" : "neutral";
  };

  const earliest = [...completed, today].reduce<string>(
    (first, date) => (date !== null && date < first ? date : first),
    today,
  );
  let count = 0;
  for (const date of weekdaysUpTo(today, daysBetween(earliest, today) + 1)) {
    const state = stateOf(date);
    if (state === "missed") break;
    if (state === "kept") count += 1;
  }
  // 14 weekdays never span more than 20 days, weekends at both ends included.
  const shown = weekdaysUpTo(today, 20).slice(0, shownWeekdays).toReversed();
  return { count, days: shown.map((date) => ({ date, state: stateOf(date) })) };
}

/** Whether the quick win was still wanted when its day ended. */
function wasDue({ dueDate, withdrawnOn }: QuickWinDates): boolean {
  return dueDate !== null && (withdrawnOn === null || dueDate < withdrawnOn);
}

/** The weekdays among so many days that end with a date, latest first. */
function weekdaysUpTo(date: string, days: number): string[] {
  return Array.from({ length: days }, (_, ago) => addDays(date, -ago)).filter((day) => weekdayOf(day) < 5);
}

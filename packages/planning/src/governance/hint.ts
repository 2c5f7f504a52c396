import { isDate } from "./calendar.ts";

/** The hint of a task that must be done before its channel launches. */
export const beforeLaunch = "before_first_launch";

const weekdays = ["day:mon", "day:tue", "day:wed", "day:thu", "day:fri"];

/** Whether a value is one of the three forms of section 3.1, with a date that exists. */
export function isHint(value: unknown): value is string {
  if (typeof value !== "string") return false;
  return value === beforeLaunch || weekdays.includes(value) || deadlineOf(value) !== null;
}

/** The last date of a `by:` hint. */
export function deadlineOf(hint: string | null): string | null {
  const date = hint?.startsWith("by:") === true ? hint.slice(3) : "";
  return isDate(date) ? date : null;
}

/** The weekday of a `day:` hint, 0 for Monday to 4 for Friday. */
export function weekdayOf(hint: string | null): number | null {
  const weekday = hint === null ? -1 : weekdays.indexOf(hint);
  return weekday === -1 ? null : weekday;
}

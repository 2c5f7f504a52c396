import { addDays, daysBetween } from "./calendar.ts";
import { createZoneClock } from "./time-zone.ts";

/** Weeks of a plan. */
export const planWeeks = 13;

/** The dates a plan covers, both included: 90 days from a Monday to a Saturday. */
export interface PlanWindow {
  window_start: string;
  window_end: string;
}

/**
 * Section 5.1: the window of a plan made at an instant (RFC 3339) in a time zone (IANA name). It starts on the first
 * Monday strictly after that local date. A wrong instant or zone throws a RangeError.
 */
export function windowOf(generatedAt: string, timezone: string): PlanWindow {
  const today = createZoneClock(timezone).dateAt(Date.parse(generatedAt));
  return windowFrom(addDays(today, 7 - weekdayOf(today)));
}

/** The window that starts on a Monday. */
export function windowFrom(monday: string): PlanWindow {
  return { window_start: monday, window_end: addDays(monday, 89) };
}

/** The day of a week and weekday, counted from the window's start: the unit in which governance places tasks. */
export function dayOf(week: number, weekday: number): number {
  return 7 * (week - 1) + weekday;
}

/** The week, 1 being the first, that holds a day counted from the window's start. */
export function weekOf(day: number): number {
  return Math.floor(day / 7) + 1;
}

/** The day of the week of a `YYYY-MM-DD` date: 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  const someMonday = "1970-01-05";
  return ((daysBetween(someMonday, date) % 7) + 7) % 7;
}

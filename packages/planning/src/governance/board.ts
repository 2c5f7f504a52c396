import { daysBetween, isDate } from "./calendar.ts";
import type { FixedTask } from "./input.ts";
import { dayOf, planWeeks, weekOf } from "./window.ts";

/** The minutes that weeks and days hold while tasks are placed. Days count from the window's start. */
export interface Board {
  minutesIn(week: number): number;
  quickMinutesIn(week: number): number;
  minutesOn(day: number): number;
  hasQuickWin(day: number): boolean;
  add(day: number, minutes: number): void;
  addQuickWin(day: number, minutes: number): void;
  remove(day: number, minutes: number): void;
}

/** Days that governance places tasks on, Monday to Friday. */
export const workdays = [0, 1, 2, 3, 4] as const;

/** Section 5.8: the board as the fixed tasks leave it. Those refused or parked, or of other weeks, take no time. */
export function createBoard(fixed: readonly FixedTask[], windowStart: string): Board {
  const byWeek = createTally();
  const byDay = createTally();
  const quickByWeek = createTally();
  const quickDays = new Set<number>();

  const board: Board = {
    minutesIn: byWeek.get,
    quickMinutesIn: quickByWeek.get,
    minutesOn: byDay.get,
    hasQuickWin: (day) => quickDays.has(day),
    add(day, minutes) {
      byWeek.add(weekOf(day), minutes);
      byDay.add(day, minutes);
    },
    addQuickWin(day, minutes) {
      board.add(day, minutes);
      quickByWeek.add(weekOf(day), minutes);
      quickDays.add(day);
    },
    remove: (day, minutes) => board.add(day, -minutes),
  };

  for (const task of fixed) {
    const day = workdayOf(task, windowStart);
    if (day === null) continue;
    if (task.quick_win) board.addQuickWin(day, task.minutes);
    else board.add(day, task.minutes);
  }
  return board;
}

/** The day whose time a fixed task takes: weekend work counts as Friday's. */
function workdayOf({ status, due_date: date }: FixedTask, windowStart: string): number | null {
  if (status === "skipped" || status === "deferred" || date === undefined || date === null) return null;
  if (!isDate(date)) return null;
  const day = daysBetween(windowStart, date);
  const week = weekOf(day);
  return week >= 1 && week <= planWeeks ? Math.min(day, dayOf(week, 4)) : null;
}

function createTally() {
  const sums = new Map<number, number>();
  const get = (key: number) => sums.get(key) ?? 0;
  return { get, add: (key: number, amount: number) => void sums.set(key, get(key) + amount) };
}

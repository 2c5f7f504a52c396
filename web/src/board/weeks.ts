import type { Dashboard } from "@alva/contracts/dashboard";
import type { Task } from "@alva/contracts/task";

/** The weeks of the plan, and how full they are. */
export interface Weeks {
  /** The plan's first Monday. */
  readonly start: string;
  /** The number of the present one; the first, before the plan begins; undefined once it is over. */
  readonly first: number | undefined;
  /** Minutes the owner has each week. */
  readonly capacity: number;
  readonly minutes: ReadonlyMap<number, number>;
}

/** The weeks of the plan that the home page tells of. */
export function weeksOf({ plan, today, week_minutes }: Dashboard, tasks: readonly Task[]): Weeks {
  return {
    start: plan.window_start,
    first: today > plan.window_end ? undefined : (plan.week ?? 1),
    capacity: week_minutes.capacity,
    minutes: minutesByWeek(tasks, plan.window_start),
  };
}

const weekMilliseconds = 7 * 86_400_000;

/**
 * The number of the week that a task is due in, of the plan that starts on that Monday; null outside it and without a date. One that
 * was moved on this device alone has only its date yet.
 */
export function weekOf({ week, due_date }: Pick<Task, "week" | "due_date">, start: string): number | null {
  if (week !== null || due_date === null) return week;
  const number = 1 + Math.floor((Date.parse(due_date) - Date.parse(start)) / weekMilliseconds);
  return number >= 1 && number <= 13 ? number : null;
}

/** Minutes of each week of the plan, by its number: every task of it but the refused, done ones included. */
export function minutesByWeek(tasks: readonly Task[], start: string): ReadonlyMap<number, number> {
  const minutes = new Map<number, number>();
  for (const task of tasks) {
    const week = weekOf(task, start);
    if (week === null || task.status === "skipped") continue;
    minutes.set(week, (minutes.get(week) ?? 0) + task.estimated_minutes);
  }
  return minutes;
}

interface WeekOfTasks {
  /** Null for tasks outside the weeks of the plan. */
  readonly week: number | null;
  readonly tasks: readonly Task[];
}

/** Tasks that are in order of their dates, one group a week, in that order. */
export function groupByWeek(tasks: readonly Task[], start: string): WeekOfTasks[] {
  return [...Map.groupBy(tasks, (task) => weekOf(task, start))].map(([week, ofWeek]) => ({
    week,
    tasks: ofWeek,
  }));
}

/** By due date, the undated ones last, then by priority; tasks alike in both stay in their order. */
export function sortTasks(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => dayOf(a) - dayOf(b) || a.priority - b.priority);
}

const dayOf = ({ due_date }: Task) => (due_date === null ? Number.MAX_VALUE : Date.parse(due_date));

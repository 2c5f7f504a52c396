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
    minutes: minutesByWeek(tasks),
  };
}

/** Minutes of each week of the plan, by its number: every task of it but the refused, done ones included. */
export function minutesByWeek(tasks: readonly Task[]): ReadonlyMap<number, number> {
  const minutes = new Map<number, number>();
  for (const { week, status, estimated_minutes } of tasks) {
    if (week === null || status === "skipped") continue;
    minutes.set(week, (minutes.get(week) ?? 0) + estimated_minutes);
  }
  return minutes;
}

interface WeekOfTasks {
  /** Null for tasks without a date. */
  readonly week: number | null;
  readonly tasks: readonly Task[];
}

/** Tasks that are in order of their dates, one group a week, in that order. */
export function groupByWeek(tasks: readonly Task[]): WeekOfTasks[] {
  return [...Map.groupBy(tasks, ({ week }) => week)].map(([week, ofWeek]) => ({ week, tasks: ofWeek }));
}

/** By due date, the undated ones last, then by priority; tasks alike in both stay in their order. */
export function sortTasks(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => dayOf(a) - dayOf(b) || a.priority - b.priority);
}

const dayOf = ({ due_date }: Task) => (due_date === null ? Number.MAX_VALUE : Date.parse(due_date));

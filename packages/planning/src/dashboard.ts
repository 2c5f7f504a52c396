import type { Dashboard } from "@alva/contracts/dashboard";
import type { MasterPlan } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { addDays, daysBetween } from "./governance/calendar.ts";
import { planWeeks, weekdayOf, weekOf } from "./governance/window.ts";
import { type QuickWinDates, streakOn } from "./streak.ts";

/** A task of the board by what the dashboard counts, with all of it where it may be shown. */
export interface BoardLine extends Pick<
  Task,
  "title" | "status" | "quick_win" | "due_date" | "completed_local_date" | "estimated_minutes"
> {
  /**
   * Null where it is not among the first `mostShown` of the open or done ones, quick wins or not, that are due before, on,
   * or after the day: such a task is never shown.
   */
  readonly whole: Task | null;
}

/** How many tasks of a kind the dashboard shows at most. */
export const mostShown = 3;

interface DashboardInput {
  /** The local date in the plan's time zone. */
  readonly today: string;
  readonly planId: string;
  readonly plan: MasterPlan["plan"];
  /** The plan's tasks by due date, then priority. */
  readonly tasks: readonly BoardLine[];
  /** Quick wins of this plan and of those before it. */
  readonly quickWins: readonly QuickWinDates[];
}

/** What the home page shows on a day (product specification, sections 6.8 and 6.10). */
export function dashboardOn({ today, planId, plan, tasks, quickWins }: DashboardInput): Dashboard {
  const open = tasks.filter(({ status }) => status === "planned" || status === "in_progress");
  const todays = tasks.filter(({ quick_win, due_date }) => quick_win && due_date === today);
  const later = open.filter(({ due_date }) => due_date !== null && due_date > today);
  const upcoming = open.filter(({ due_date }) => due_date !== null && due_date >= today);
  const monday = addDays(today, -weekdayOf(today));
  const sunday = addDays(monday, 6);
  const countOf = (status: Task["status"]) => tasks.filter((task) => task.status === status).length;

  return {
    today,
    plan: {
      id: planId,
      window_start: plan.window_start,
      window_end: plan.window_end,
      timezone: plan.timezone,
      week: weekOfPlan(today, plan.window_start),
      weeks: planWeeks,
    },
    quick_win:
      shown(todays.filter((task) => open.includes(task)))[0] ?? shown(todays.filter(isDone))[0] ?? null,
    next_quick_win: shown(later.filter(({ quick_win }) => quick_win))[0] ?? null,
    deadlines: shown(upcoming.filter(({ quick_win }) => !quick_win)),
    overdue: open.filter(({ due_date }) => due_date !== null && due_date < today).length,
    week_minutes: {
      planned: minutesOf(
        [...open, ...tasks.filter(isDone)].filter(({ due_date }) => isWithin(due_date, monday, sunday)),
      ),
      used: minutesOf(tasks.filter((task) => isWithin(task.completed_local_date, monday, sunday))),
      capacity: 60 * plan.weekly_capacity_hours,
    },
    counts: {
      planned: countOf("planned"),
      in_progress: countOf("in_progress"),
      done: countOf("done"),
      parked: countOf("deferred"),
    },
    streak: streakOn(today, quickWins),
  };
}

/** The first of these lines, whole. */
function shown(lines: readonly BoardLine[]): Task[] {
  return lines.slice(0, mostShown).map(({ whole }) => {
    if (!whole) throw new TypeError("a task that is shown was not read whole");
    return whole;
  });
}

function isDone({ status }: BoardLine): boolean {
  return status === "done";
}

function isWithin(date: string | null, from: string, to: string): boolean {
  return date !== null && date >= from && date <= to;
}

function minutesOf(tasks: readonly BoardLine[]): number {
  return tasks.reduce((sum, { estimated_minutes }) => sum + estimated_minutes, 0);
}

function weekOfPlan(today: string, windowStart: string): number | null {
  const week = weekOf(daysBetween(windowStart, today));
  return week >= 1 && week <= planWeeks ? week : null;
}

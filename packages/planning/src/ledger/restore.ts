import type { LedgerLine, RestoredTasks } from "@alva/contracts/ledger";
import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { type Board, createBoard, workdays } from "../governance/board.ts";
import { addDays, daysBetween } from "../governance/calendar.ts";
import type { FixedTask } from "../governance/input.ts";
import { compareBy } from "../governance/order.ts";
import { dayOf, planWeeks, weekdayOf, weekOf } from "../governance/window.ts";
import { createProposals } from "./proposals.ts";
import type { LedgerSource } from "./source.ts";

/** What a request asks to have back from a line: one item by its id, or all. */
interface Wish {
  readonly line: LedgerLine;
  readonly item: string | undefined;
}

/**
 * The tasks that a line can put back, as the board has them or else as governance would have parked them; null when the line
 * cannot put back what is asked.
 */
export function tasksToRestore(source: LedgerSource, { line, item }: Wish): PlanTask[] | null {
  const proposals = createProposals(source);
  const asked = line.items.filter(({ id }) => item === undefined || id === item);
  const tasks = asked.flatMap(({ id }) => proposals.find(id) ?? []);
  const isPossible = (line.action === "restore" || line.restored) && tasks.length > 0;
  return isPossible ? [...new Map(tasks.map((task) => [task.id, task])).values()] : null;
}

interface RestoreOptions {
  /** The local date in the plan's time zone. */
  readonly today: string;
  readonly masterPlan: MasterPlan;
  /** Time that is taken though no task has it: closed days. */
  readonly blocks: readonly FixedTask[];
  /** The day that the owner wants, if one. */
  readonly dueDate: string | undefined;
}

/** A restored task's day, and the weeks that are past the owner's hours then. */
export interface RestorePlan {
  readonly dates: ReadonlyMap<string, string>;
  readonly over: RestoredTasks["over"];
}

/**
 * Finds each parked task a day: the owner's, else the first weekday from today on with room by governance's rules for weeks and
 * quick wins (plan pipeline, sections 5.9 and 5.10), else today's, which then is over the hours. Parts follow one another.
 */
export function planRestore(tasks: readonly PlanTask[], options: RestoreOptions): RestorePlan {
  const { masterPlan, blocks, dueDate } = options;
  const { window_start: windowStart, weekly_capacity_hours } = masterPlan.plan;
  const capacityMinutes = 60 * weekly_capacity_hours;
  const restored = new Set(tasks.map(({ id }) => id));
  const others = masterPlan.tasks.filter(({ id }) => !restored.has(id)).map(fixTask);
  const board = createBoard([...blocks, ...others], windowStart);
  const today = Math.max(0, daysBetween(windowStart, workdayFrom(options.today)));

  const dates = new Map<string, string>();
  const weeks = new Set<number>();
  // The first day that the next part of a task may have.
  const floors = new Map<string, number>();
  for (const task of tasks.toSorted(compareBy(({ part }) => part?.index ?? 1))) {
    const whole = [task.source.module, task.source.module_task_id, task.series?.index].join();
    const from = floors.get(whole) ?? today;
    const day =
      dueDate === undefined
        ? (firstDayWithRoom(task, { board, capacityMinutes, from }) ?? from)
        : daysBetween(windowStart, dueDate);
    floors.set(whole, day + 1);
    if (task.quick_win) board.addQuickWin(day, task.estimated_minutes);
    else board.add(day, task.estimated_minutes);
    dates.set(task.id, addDays(windowStart, day));
    weeks.add(weekOf(day));
  }
  const over = [...weeks]
    .sort((a, b) => a - b)
    .map((week) => ({
      week_of: addDays(windowStart, dayOf(week, 0)),
      minutes: board.minutesIn(week) - capacityMinutes,
    }))
    .filter(({ minutes }) => minutes > 0);
  return { dates, over };
}

interface Room {
  readonly board: Board;
  readonly capacityMinutes: number;
  /** The first day that may be taken, counted from the window's start. */
  readonly from: number;
}

function firstDayWithRoom(
  { quick_win, estimated_minutes: minutes }: PlanTask,
  { board, capacityMinutes, from }: Room,
): number | null {
  for (let week = weekOf(from); week <= planWeeks; week += 1) {
    if (board.minutesIn(week) + minutes > capacityMinutes) continue;
    if (quick_win && board.quickMinutesIn(week) + minutes > Math.floor(capacityMinutes / 2)) continue;
    const day = workdays
      .map((weekday) => dayOf(week, weekday))
      .find((candidate) => candidate >= from && !(quick_win && board.hasQuickWin(candidate)));
    if (day !== undefined) return day;
  }
  return null;
}

/** The date itself, or the Monday after a weekend. */
function workdayFrom(date: string): string {
  const weekday = weekdayOf(date);
  return weekday > 4 ? addDays(date, 7 - weekday) : date;
}

function fixTask({ id, title, status, due_date, estimated_minutes, quick_win, series }: PlanTask): FixedTask {
  return { id, title, status, due_date, minutes: estimated_minutes, quick_win, series: series !== null };
}

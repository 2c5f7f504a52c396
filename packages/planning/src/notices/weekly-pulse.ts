import type { MasterPlan } from "@alva/contracts/master-plan";
import type { NoticeFacts } from "@alva/contracts/notice";
import type * as z from "zod";
import type { BoardLine } from "../dashboard.ts";
import { addDays } from "../governance/calendar.ts";
import { type QuickWinDates, streakOn } from "../streak.ts";

interface PulseInput {
  /** The Monday whose week begins, in the plan's time zone. */
  readonly monday: string;
  readonly plan: MasterPlan["plan"];
  /** The plan's tasks by due date, then priority. */
  readonly tasks: readonly Omit<BoardLine, "whole">[];
  /** Quick wins of this plan and of those before it. */
  readonly quickWins: readonly QuickWinDates[];
}

const shownTitles = 3;

/** What the weekly pulse tells on a Monday (product specification, section 7): what was done, the streak, this week. */
export function weeklyPulse({
  monday,
  plan,
  tasks,
  quickWins,
}: PulseInput): z.infer<(typeof NoticeFacts)["weekly_pulse"]> {
  const due = tasks.filter(
    ({ status, due_date }) =>
      (status === "planned" || status === "in_progress") && isInWeek(due_date, monday),
  );
  return {
    done: tasks.filter(({ completed_local_date }) => isInWeek(completed_local_date, addDays(monday, -7)))
      .length,
    streak: streakOn(monday, quickWins).count,
    due: due.length,
    due_minutes: due.reduce((sum, { estimated_minutes }) => sum + estimated_minutes, 0),
    capacity_minutes: Math.round(60 * plan.weekly_capacity_hours),
    titles: due
      .filter(({ quick_win }) => !quick_win)
      .slice(0, shownTitles)
      .map(({ title }) => title),
  };
}

/** Whether a date lies in the week that starts on a Monday. */
function isInWeek(date: string | null, start: string): boolean {
  return date !== null && date >= start && date <= addDays(start, 6);
}

import type { Channel, MasterPlan } from "@alva/contracts/master-plan";
import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import type { ClientProfile } from "@alva/contracts/profile";
import { govern } from "../governance.ts";
import { addDays, daysBetween } from "../governance/calendar.ts";
import type { GovernInput } from "../governance/input.ts";
import { planWeeks, weekdayOf, weekOf } from "../governance/window.ts";
import { effectiveAdBudget, weeklyCapacityMinutes } from "../profile-facts.ts";
import { closedDays, closureBlocks } from "../strategy/closures.ts";
import { type BoardTask, divideBoard } from "./divide-board.ts";
import { parkedBy, weeksOf } from "./compare-plans.ts";
import { difference } from "./difference.ts";

/** What a plan is merged from again, and the board it has to respect. */
export interface MergeAgain extends Pick<
  GovernInput,
  "client_id" | "timezone" | "generated_at" | "platform_enables" | "modules" | "pre_log"
> {
  readonly profile: ClientProfile;
  readonly channel_enables: Partial<Record<Channel, boolean>>;
  /** The Monday on which the new plan's weeks begin. */
  readonly windowStart: string;
  /** The local date in the plan's time zone. */
  readonly today: string;
  readonly board: {
    readonly windowStart: string;
    readonly weeklyCapacityHours: number;
    readonly tasks: readonly BoardTask[];
  };
}

/** A plan merged again over a board. */
export interface MergedAgain {
  readonly input: GovernInput;
  /** What governance made of the input: the tasks placed anew, without those that stay. */
  readonly masterPlan: MasterPlan;
  /** Stay as they are; only the week is counted from the new plan's start. */
  readonly fixed: readonly BoardTask[];
  /** Become skipped. Empty when the new plan has weeks of its own, which the old plan's repeats have no part in. */
  readonly missed: readonly BoardTask[];
}

/**
 * The first week (1-13) in which tasks may be placed: that of the next Monday. Null when the plan's weeks are over, so
 * that only a new plan can help.
 */
export function firstOpenWeek(windowStart: string, today: string): number | null {
  const nextMonday = addDays(today, 7 - weekdayOf(today));
  const week = Math.max(1, weekOf(daysBetween(windowStart, nextMonday)));
  return week <= planWeeks ? week : null;
}

/** Merges stored module outputs again without a model (plan pipeline, section 7); null when the plan's weeks are over. */
export function mergeAgain(wish: MergeAgain): MergedAgain | null {
  const { profile, windowStart, today, board } = wish;
  const firstWeek = firstOpenWeek(windowStart, today);
  if (firstWeek === null) return null;
  const opensOn = addDays(windowStart, 7 * (firstWeek - 1));
  const { fixed, missed } = divideBoard({ tasks: board.tasks, today, opensOn });
  const input: GovernInput = {
    client_id: wish.client_id,
    timezone: wish.timezone,
    generated_at: wish.generated_at,
    window_start: windowStart,
    first_week: firstWeek,
    weekly_capacity_hours: profile.constraints.weekly_marketing_time_hours,
    effective_ad_budget: effectiveAdBudget(profile),
    channel_enables: wish.channel_enables,
    platform_enables: wish.platform_enables,
    modules: wish.modules,
    fixed: [
      ...fixed.map(({ id, title, status, due_date, estimated_minutes: minutes, quick_win, series }) => ({
        id,
        title,
        status,
        due_date,
        minutes,
        quick_win,
        series: series !== null,
      })),
      ...closureBlocks({
        closed_days: closedDays(profile, windowStart),
        weekly_capacity_minutes: weeklyCapacityMinutes(profile),
      }),
    ],
    pre_log: wish.pre_log ?? [],
    profile_version: profile.profile_version,
  };
  return {
    input,
    masterPlan: govern(input),
    fixed: fixed.map((task) => ({ ...task, week: weekIn(windowStart, task.due_date) })),
    missed: windowStart === board.windowStart ? missed.map((task) => ({ ...task, status: "skipped" })) : [],
  };
}

/** What applying a merge would do to the board, but for its revision and the channels. */
export function previewOf(
  { board, windowStart }: MergeAgain,
  merged: MergedAgain,
): Omit<PlanChangePreview, "revision" | "channels"> {
  const { input, masterPlan, fixed, missed } = merged;
  const after = [...fixed, ...missed, ...masterPlan.tasks];
  return {
    first_week: input.first_week ?? 1,
    difference: difference(board.tasks, after),
    weeks: weeksOf(windowStart, board.tasks, after),
    capacity_minutes: {
      before: 60 * board.weeklyCapacityHours,
      after: 60 * input.weekly_capacity_hours,
    },
    parked: parkedBy(masterPlan),
  };
}

function weekIn(windowStart: string, date: string | null): number | null {
  if (date === null) return null;
  const week = weekOf(daysBetween(windowStart, date));
  return week >= 1 && week <= planWeeks ? week : null;
}

import type { CustomPlan } from "@alva/contracts/custom-plan";
import { Channel, type MasterPlan, type PlanTask } from "@alva/contracts/master-plan";
import type { PlanComparison } from "@alva/contracts/plan-changes";
import { addDays } from "../governance/calendar.ts";
import { planWeeks } from "../governance/window.ts";
import { difference, shown } from "./difference.ts";

interface ReadyPlan {
  readonly masterPlan: MasterPlan;
  readonly customPlan: CustomPlan;
}

/** The difference between two plans as their boards are, in the weeks of the second one. It is only to be read. */
export function comparePlans(before: ReadyPlan, after: ReadyPlan): PlanComparison {
  const [{ plan: frame, tasks }, { plan: otherFrame, tasks: otherTasks }] = [
    before.masterPlan,
    after.masterPlan,
  ];
  return {
    revision: null,
    first_week: 1,
    difference: difference(tasks, otherTasks),
    weeks: weeksOf(otherFrame.window_start, tasks, otherTasks),
    capacity_minutes: {
      before: 60 * frame.weekly_capacity_hours,
      after: 60 * otherFrame.weekly_capacity_hours,
    },
    parked: parkedBy(after.masterPlan),
    channels: Channel.options.map((channel) => ({
      channel,
      on: after.customPlan.channel_enables[channel],
      reason: null,
    })),
  };
}

/** Minutes of each of a plan's 13 weeks, on one board and on another. */
export function weeksOf(
  windowStart: string,
  before: readonly PlanTask[],
  after: readonly PlanTask[],
): PlanComparison["weeks"] {
  return Array.from({ length: planWeeks }, (_, index) => {
    const starts_on = addDays(windowStart, 7 * index);
    return {
      starts_on,
      minutes_before: minutesFrom(starts_on, before),
      minutes_after: minutesFrom(starts_on, after),
    };
  });
}

function minutesFrom(monday: string, tasks: readonly PlanTask[]): number {
  const sunday = addDays(monday, 6);
  return tasks
    .filter(({ status }) => status !== "skipped" && status !== "deferred")
    .filter(({ due_date }) => due_date !== null && due_date >= monday && due_date <= sunday)
    .reduce((sum, { estimated_minutes }) => sum + estimated_minutes, 0);
}

/** The parked tasks of a plan, each with why. */
export function parkedBy({ tasks, meta }: MasterPlan): PlanComparison["parked"] {
  return tasks
    .filter(({ status }) => status === "deferred")
    .map((task) => {
      const entries = meta.resolution_log.filter(({ items }) => items.includes(task.id));
      const reasons = ["no_capacity", "deadline_passed"] as const;
      const reason = reasons.find((type) => entries.some((entry) => entry.type === type));
      return { task: shown(task), reason: reason ?? "deferred_past_window" };
    });
}

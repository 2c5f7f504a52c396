import type { Channel } from "@alva/contracts/master-plan";
import { daysBetween } from "./calendar.ts";
import { beforeLaunch, deadlineOf } from "./hint.ts";
import type { Task } from "./normalize.ts";
import type { Instance } from "./series.ts";
import { weekOf } from "./window.ts";

/** An instance that knows when it should be placed. */
export interface Candidate extends Instance {
  /** The earliest week it may be placed in. */
  target: number;
  /** The last day it may be placed on, counted from the window's start; Infinity without a `by:` hint. */
  deadline: number;
  /** Must be done before its channel launches. */
  isPrerequisite: boolean;
  /** Must wait for its channel's prerequisites. */
  isLaunch: boolean;
}

/** Latest target of what comes before a launch. */
const latestPrerequisiteWeek = 2;

/** Section 5.7: finds the target week of every instance. */
export function createCandidates(
  instances: readonly Instance[],
  { windowStart, firstWeek }: { windowStart: string; firstWeek: number },
): Candidate[] {
  const launchWeeks = new Map<Channel, number>();
  for (const { task, week } of instances) {
    const earliest = launchWeeks.get(task.channel) ?? latestPrerequisiteWeek;
    if (isLaunch(task)) launchWeeks.set(task.channel, Math.min(earliest, week));
  }

  return instances.map((instance) => {
    const { task, week } = instance;
    const date = deadlineOf(task.hint);
    const deadline = date === null ? Infinity : daysBetween(windowStart, date);
    const own = isPrerequisite(task) ? (launchWeeks.get(task.channel) ?? latestPrerequisiteWeek) : week;
    const target = Math.max(Math.min(own, Math.max(1, weekOf(deadline))), firstWeek);
    return { ...instance, target, deadline, isPrerequisite: isPrerequisite(task), isLaunch: isLaunch(task) };
  });
}

function isPrerequisite({ hint }: Task): boolean {
  return hint === beforeLaunch;
}

function isLaunch(task: Task): boolean {
  return task.flags.has("launch") && !task.quickWin && !isPrerequisite(task);
}

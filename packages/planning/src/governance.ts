import type { MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import { createBoard } from "./governance/board.ts";
import { addDays } from "./governance/calendar.ts";
import { removeDuplicates } from "./governance/duplicates.ts";
import { closedGate } from "./governance/gates.ts";
import type { GovernInput } from "./governance/input.ts";
import { createLog, type ResolutionLog } from "./governance/log.ts";
import { normalizeTasks, type Task } from "./governance/normalize.ts";
import { compareBy, rankOf } from "./governance/order.ts";
import { placeAll } from "./governance/placement.ts";
import { createInstances, type Instance } from "./governance/series.ts";
import { createCandidates } from "./governance/targets.ts";
import { createZoneClock } from "./governance/time-zone.ts";
import { weekOf, windowFrom, windowOf } from "./governance/window.ts";

/** Time of day at which tasks are due. */
const dueTime = "17:00:00";

/**
 * Merges what the modules propose into one schedule that never exceeds the owner's hours (plan pipeline, sections 5
 * and 6). Pure: the same input in any order gives the same plan, byte for byte. Malformed tasks are repaired or dropped,
 * never an error; an unknown time zone or a wrong `generated_at` throws a RangeError.
 */
export function govern(input: GovernInput): MasterPlan {
  const { client_id, timezone, generated_at, weekly_capacity_hours, profile_version } = input;
  const { first_week: firstWeek = 1, fixed = [] } = input;
  const capacityMinutes = 60 * weekly_capacity_hours;
  const window =
    input.window_start === undefined ? windowOf(generated_at, timezone) : windowFrom(input.window_start);
  const windowStart = window.window_start;
  const log = createLog(input.pre_log);

  const admitted = input.modules
    .flatMap((module) => normalizeTasks(module, log))
    .filter((task) => admits(input, task, log));
  const tasks = removeDuplicates(admitted, fixed, log);
  const instances = createInstances(tasks, { clientId: client_id, firstWeek, capacityMinutes, fixed }, log);
  const candidates = createCandidates(instances, { windowStart, firstWeek });
  const placements = placeAll(candidates, {
    board: createBoard(fixed, windowStart),
    windowStart,
    capacityMinutes,
    log,
  });

  const dueAt = createDueTimes(timezone);
  const planTasks = candidates.flatMap((candidate) =>
    presentParts(candidate, (part) => {
      const day = placements.get(candidate)?.[part];
      if (day === undefined) return { week: null, due_date: null, due_at: null, status: "deferred" };
      const due_date = addDays(windowStart, day);
      return { week: weekOf(day), due_date, due_at: dueAt(due_date), status: "planned" };
    }),
  );

  return {
    plan: { client_id, ...window, weekly_capacity_hours, timezone },
    tasks: planTasks.sort(byDueDate),
    meta: {
      generated_at,
      governance_version: "v1.0.0",
      ...(profile_version !== undefined && { profile_version }),
      resolution_log: log.entries(),
    },
  };
}

function admits(input: GovernInput, task: Task, log: ResolutionLog): boolean {
  const gate = closedGate(task, input);
  if (gate !== null) log.add({ type: "channel_gated", items: [task.ref], detail: gate });
  return gate === null;
}

/** Section 5.11: when a local date's tasks are due. A plan has few dates and many tasks, so each is computed once. */
function createDueTimes(timezone: string): (date: string) => string {
  const clock = createZoneClock(timezone);
  const known = new Map<string, string>();
  return (date) => {
    const dueAt = known.get(date) ?? clock.instantOf(date, dueTime);
    known.set(date, dueAt);
    return dueAt;
  };
}

type Place = Pick<PlanTask, "week" | "due_date" | "due_at" | "status">;

/** The tasks that an instance becomes, one a part, each at the place that `placeOf` gives it (section 6). */
export function presentParts(
  { task, parts, index, total }: Instance,
  placeOf: (part: number) => Place,
): PlanTask[] {
  return parts.map(({ id, minutes }, part) => ({
    id,
    title: task.title,
    desc: task.desc,
    steps: task.steps,
    channel: task.channel,
    effort: task.effort,
    estimated_minutes: minutes,
    ...placeOf(part),
    tags: task.tags,
    priority: task.priority,
    quick_win: task.quickWin,
    due_hint: task.hint,
    series: total > 1 ? { index, total } : null,
    part: parts.length > 1 ? { index: part + 1, total: parts.length } : null,
    because: task.because,
    source: { module: task.module, module_task_id: task.moduleTaskId, fallback: task.fallback },
    external_refs: { gcal_event_id: null, clickup_task_id: null },
  }));
}

const byDueDate = compareBy<PlanTask>(
  ({ due_date }) => Number(due_date === null),
  ({ due_date }) => due_date ?? "",
  ({ priority }) => priority,
  ({ source }) => rankOf(source.module),
  ({ source }) => source.module_task_id,
  ({ series }) => series?.index ?? 1,
  ({ part }) => part?.index ?? 1,
  ({ id }) => id,
);

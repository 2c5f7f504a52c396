import { Channel, type PlanTask } from "@alva/contracts/master-plan";
import { presentParts } from "../governance.ts";
import { createLog } from "../governance/log.ts";
import { normalizeTasks, type Task } from "../governance/normalize.ts";
import { createInstances } from "../governance/series.ts";
import type { LedgerSource } from "./source.ts";

/** What the modules proposed, found again by the names that the log has for it. */
export interface Proposals {
  /**
   * The task that a name of the log stands for, parked and without a date: a task id, or `module:module_task_id`, which stands
   * for the whole task in one piece. Null where no proposal has that name.
   */
  find(name: string): PlanTask | null;
}

/**
 * Reads the modules' proposals as governance does (plan pipeline, sections 5.2 and 5.6), so that ids come out equal. Two that
 * share a reference are told apart by their titles; the last one stands for those that were left out.
 */
export function createProposals({
  masterPlan,
  modules,
}: Pick<LedgerSource, "masterPlan" | "modules">): Proposals {
  const { client_id: clientId, weekly_capacity_hours } = masterPlan.plan;
  const tasks = modules.flatMap((module) => normalizeTasks(module, createLog()));
  const parked = (task: Task, capacityMinutes: number): PlanTask[] =>
    createInstances([task], { clientId, firstWeek: 1, capacityMinutes, fixed: [] }, createLog()).flatMap(
      (instance) =>
        presentParts(instance, () => ({ week: null, due_date: null, due_at: null, status: "deferred" })),
    );

  const byName = new Map<string, PlanTask>();
  for (const task of tasks) {
    for (const part of parked(task, 60 * weekly_capacity_hours)) byName.set(part.id, part);
    // Without a capacity nothing is split.
    const [whole] = parked({ ...task, repeat: null }, 0);
    if (whole) byName.set(task.ref, whole);
  }
  for (const task of masterPlan.tasks) byName.set(task.id, task);
  return { find: (name) => byName.get(name) ?? null };
}

/** The module in a `module:module_task_id`, if it is one. */
export function moduleOf(name: string): Channel | null {
  return Channel.safeParse(name.split(":")[0]).data ?? null;
}

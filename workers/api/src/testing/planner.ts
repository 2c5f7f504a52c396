import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import type { Task } from "@alva/contracts/task";
import { expect } from "vitest";
import { newPerson } from "./person.ts";
import { finishPlan, readyPlan } from "./ready-plan.ts";

/** A person with a plan, and what tests of its changes do with both. */
export type Planner = Awaited<ReturnType<typeof newPlanner>>;

/** Makes a person with a plan of standard tasks. */
export async function newPlanner() {
  const person = await newPerson();
  const { api } = person;
  const planId = await readyPlan(person);

  /** The tasks of a plan, of the current one when none is named, whatever became of them. */
  async function board(plan_id?: string): Promise<Task[]> {
    const status = ["planned", "in_progress", "done", "deferred", "skipped"] as const;
    const page = { limit: 200, status: [...status], ...(plan_id === undefined ? {} : { plan_id }) };
    return (await api.listTasks(page)).items;
  }

  /** What applying a proposed plan would do. */
  async function compare(id: string): Promise<PlanChangePreview> {
    const { revision, ...compared } = await api.comparePlans(planId, id);
    return { ...compared, revision: revision ?? "none" };
  }

  return {
    person,
    planId,
    board,
    emailTasks: async () => (await board()).filter(({ channel }) => channel === "email"),
    /** Applies a re-plan as its preview shows it, of the first plan when no later one is named. */
    async replan(wish: Parameters<typeof api.previewReplan>[1], from = planId) {
      const preview = await api.previewReplan(from, wish);
      const confirm = { operation_id: crypto.randomUUID(), revision: preview.revision };
      const { id } = await api.applyReplan(from, wish, confirm);
      return { preview, confirm, id };
    },
    /** Has a new plan made beside the current one, of standard tasks. Returns its id. */
    async propose(): Promise<string> {
      const { id } = await api.regeneratePlan(planId, { idempotencyKey: crypto.randomUUID() });
      await finishPlan(person, id);
      return id;
    },
    compare,
    /** Applies a proposed plan as comparing shows it. */
    async applyProposed(id: string) {
      const preview = await compare(id);
      const confirmation = { operation_id: crypto.randomUUID(), revision: preview.revision };
      expect(await api.applyPlan(id, confirmation)).toEqual({ id });
      return { preview, confirmation };
    },
  };
}

/** How many tasks a change adds, removes, moves, changes and keeps. */
export function sizes({
  difference: { added, removed, moved, changed, kept },
}: Pick<PlanChangePreview, "difference">) {
  return { added: added.length, removed: removed.length, moved: moved.length, changed: changed.length, kept };
}

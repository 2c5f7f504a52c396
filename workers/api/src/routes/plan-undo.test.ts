import type { Task } from "@alva/contracts/task";
import { beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { newPlanner, type Planner } from "../testing/planner.ts";

let planner: Planner;
let person: Planner["person"];
let planId: string;
beforeEach(async () => {
  planner = await newPlanner();
  ({ person, planId } = planner);
});

const operation_id = () => crypto.randomUUID();
const conflict = { code: "state_conflict", status: 409 };
const idOf = (task: Task | undefined) => task?.id ?? "";

/** Going back is a change too, so its time is another. */
function withoutTime({ updated_at: _, ...task }: Task) {
  return task;
}

function undo(id: string, operation = operation_id()) {
  return person.api.undoPlan(id, { operation_id: operation });
}

describe("undoing", () => {
  test("brings the plan before back as it was, once, and is answered alike when repeated", async () => {
    const before = (await planner.board()).map(withoutTime);
    const { id } = await planner.replan({ hours: 2, channels: { email: false } });
    const operation = operation_id();
    const answers = await Promise.all(Array.from({ length: 5 }, () => undo(id, operation)));
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ id: planId })));
    expect((await planner.board()).map(withoutTime)).toEqual(before);
    expect((await person.api.getPlan(planId)).standing).toBe("current");
    expect((await person.api.getPlan(id)).standing).toBe("archived");
    await expect(undo(id)).rejects.toMatchObject(conflict);
  });

  test("carries back what was done, noted, moved, added and deleted since", async () => {
    const own = { channel: "ops", estimated_minutes: 20, due_date: "2027-06-02" } as const;
    const old = await person.api.addTask({ operation_id: operation_id(), title: "Old own task", ...own });
    const [done, noted, moved, still] = (await planner.board()).filter(
      ({ due_date, origin }) => due_date && origin === "plan",
    );
    await person.api.changeTask(idOf(still), { operation_id: operation_id(), notes: "From before." });
    const { id } = await planner.replan({ hours: 4 });
    const change = (task: Task | undefined, fields: object) =>
      person.api.changeTask(idOf(task), { operation_id: operation_id(), ...fields });
    await change(done, { status: "done" });
    await change(noted, { notes: "Since then." });
    await change(moved, { due_date: "2027-01-05" });
    await person.api.deleteTask(old.id, { operation_id: operation_id() });
    const added = await person.api.addTask({ operation_id: operation_id(), title: "New own task", ...own });
    const since = new Map((await planner.board()).map((task) => [task.id, task]));
    await undo(id);
    const after = new Map((await planner.board()).map((task) => [task.id, task]));
    expect(after.get(idOf(done))).toMatchObject({
      status: "done",
      completed_local_date: since.get(idOf(done))?.completed_local_date,
    });
    expect(after.get(idOf(noted))?.notes).toBe("Since then.");
    expect(after.get(idOf(moved))).toMatchObject({ due_date: "2027-01-05", pinned: true });
    expect(after.get(idOf(still))).toMatchObject({ notes: "From before.", due_date: still?.due_date });
    expect(after.has(old.id)).toBe(false);
    expect(after.get(added.id)).toMatchObject({ title: "New own task", origin: "owner" });
  });

  test("takes along what was done of a new plan's tasks, which the one before never had", async () => {
    const id = await planner.propose();
    await planner.applyProposed(id);
    const known = new Set((await planner.board(planId)).map((task) => task.id));
    await owner`update app.tasks set id = 'tsk_00000000' || position,
      task = task || jsonb_build_object('id', 'tsk_00000000' || position)
      where plan_id = ${id} and position between 10 and 12`;
    const fresh = (await planner.board()).filter((task) => !known.has(task.id));
    expect(fresh.length).toBeGreaterThan(1);
    await person.api.changeTask(idOf(fresh[0]), { operation_id: operation_id(), status: "done" });
    await undo(id);
    const after = (await planner.board()).filter((task) => fresh.some((one) => one.id === task.id));
    expect(after.map((task) => [task.id, task.status])).toEqual([[idOf(fresh[0]), "done"]]);
  });

  test("ends after 24 hours, and there is none of a first plan or of another's", async () => {
    await expect(undo(planId)).rejects.toMatchObject(conflict);
    const { id } = await planner.replan({ hours: 4 });
    const stranger = await newPerson();
    await expect(stranger.api.undoPlan(id, { operation_id: operation_id() })).rejects.toMatchObject({
      code: "not_found",
    });
    await owner`update app.plans set applied_at = applied_at - interval '25 hours' where user_id = ${person.id}`;
    await expect(undo(id)).rejects.toMatchObject(conflict);
  });

  test("at the same moment as a change loses no done", async () => {
    const { id } = await planner.replan({ hours: 4 });
    const [task] = (await planner.board()).filter(({ due_date }) => due_date);
    await Promise.all([
      undo(id),
      person.api.changeTask(idOf(task), { operation_id: operation_id(), status: "done" }),
    ]);
    expect((await planner.board()).find(({ id }) => id === idOf(task))?.status).toBe("done");
  });
});

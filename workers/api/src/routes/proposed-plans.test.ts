import type { Task } from "@alva/contracts/task";
import { beforeEach, describe, expect, test } from "vitest";
import { beginEarlier } from "../testing/begin-plan.ts";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { newPlanner, type Planner } from "../testing/planner.ts";
import { clientProfile, finishPlan, readyPlan } from "../testing/ready-plan.ts";

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

/** What of a task must not change when another plan takes over. */
function lasting({
  plan_id: _plan,
  position: _position,
  week: _week,
  ...task
}: Task & { position?: number }) {
  return task;
}

describe("a regenerated plan", () => {
  test("waits beside the current one until it is applied, and then takes over what must stay", async () => {
    await beginEarlier(planId, 3);
    const { today } = await person.api.getDashboard();
    const dated = (await planner.board()).filter(({ due_date, status }) => due_date && status === "planned");
    const past = dated.filter(({ due_date, series }) => (due_date ?? "") < today && series === null);
    const done = idOf(past[0]);
    const pinned = idOf(dated.at(-1));
    await person.api.changeTask(done, { operation_id: operation_id(), status: "done" });
    await person.api.changeTask(pinned, { operation_id: operation_id(), pinned: true, notes: "Keep." });
    const before = await planner.board();

    const id = await planner.propose();
    expect(await person.api.getPlan(id)).toMatchObject({ standing: "proposed", parent_id: planId });
    expect(await planner.board()).toEqual(before);
    const { preview } = await planner.applyProposed(id);
    expect((await person.api.getPlan(id)).standing).toBe("current");
    expect((await person.api.getPlan(planId)).standing).toBe("archived");

    const after = await planner.board();
    for (const kept of [done, pinned]) {
      const find = (tasks: Task[]) => tasks.filter((task) => task.id === kept).map(lasting);
      expect(find(after)).toEqual(find(before));
    }
    const titles = after.filter(({ title }) => title === past[0]?.title);
    expect(titles.map(({ status }) => status)).toEqual(["done"]);
    const pairs =
      preview.difference.kept + preview.difference.moved.length + preview.difference.changed.length;
    expect(after).toHaveLength(preview.difference.added.length + pairs);
    const weeks = after
      .filter(({ due_date }) => due_date !== null && due_date < today)
      .map(({ week }) => week);
    expect(new Set(weeks)).toEqual(new Set([null]));
  });

  test("is asked for once per key, of the current plan of its owner alone", async () => {
    const key = { idempotencyKey: "again" };
    const first = await person.api.regeneratePlan(planId, key);
    expect(await person.api.regeneratePlan(planId, key)).toEqual(first);
    await expect(person.api.regeneratePlan(first.id, { idempotencyKey: "b" })).rejects.toMatchObject(
      conflict,
    );
    const stranger = await newPerson();
    await stranger.api.putProfile(clientProfile);
    await expect(stranger.api.regeneratePlan(planId, key)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is neither compared nor applied before it is ready, after it was applied, or by another", async () => {
    const { id } = await person.api.regeneratePlan(planId, { idempotencyKey: "c" });
    await expect(person.api.comparePlans(planId, id)).rejects.toMatchObject(conflict);
    await finishPlan(person, id);
    expect(await person.api.comparePlans(id, id)).toMatchObject({
      revision: null,
      difference: { added: [], removed: [], moved: [], changed: [] },
    });
    const stranger = await newPerson();
    await readyPlan(stranger);
    await expect(stranger.api.comparePlans(planId, id)).rejects.toMatchObject({ code: "not_found" });
    const { confirmation } = await planner.applyProposed(id);
    expect(await person.api.applyPlan(id, confirmation)).toEqual({ id });
    const again = { ...confirmation, operation_id: operation_id() };
    await expect(person.api.applyPlan(id, again)).rejects.toMatchObject(conflict);
    await expect(stranger.api.applyPlan(id, again)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is applied to the board that was compared or not at all, and once of ten times at the same moment", async () => {
    const id = await planner.propose();
    const { revision } = await planner.compare(id);
    const [task] = (await planner.board()).filter(({ due_date }) => due_date);
    await person.api.changeTask(idOf(task), { operation_id: operation_id(), status: "in_progress" });
    const stale = { operation_id: operation_id(), revision };
    const before = await planner.board(id);
    await expect(person.api.applyPlan(id, stale)).rejects.toMatchObject(conflict);
    expect(await planner.board(id)).toEqual(before);

    const fresh = (await planner.compare(id)).revision;
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        person.api.applyPlan(id, { operation_id: operation_id(), revision: fresh }),
      ),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      (await planner.board()).filter((kept) => kept.id === idOf(task)).map(({ status }) => status),
    ).toEqual(["in_progress"]);
  });
});

describe("declining a proposed plan", () => {
  test("archives it for good, leaves the board alone, and may be repeated", async () => {
    const before = await planner.board();
    const id = await planner.propose();
    const { revision } = await planner.compare(id);
    const declined = { id, standing: "archived" };
    expect(await person.api.declinePlan(id)).toEqual(declined);
    expect(await person.api.declinePlan(id)).toEqual(declined);
    expect(await person.api.getPlan(id)).toMatchObject({ standing: "archived", applied_at: null });
    expect((await person.api.getPlan(planId)).standing).toBe("current");
    expect(await planner.board()).toEqual(before);
    await expect(person.api.applyPlan(id, { operation_id: operation_id(), revision })).rejects.toMatchObject(
      conflict,
    );
    const [events] = await owner`select count(*)::int as told from app.plan_events
      where plan_id = ${id} and event ? 'declined'`;
    expect(events).toEqual({ told: 1 });
  });

  test("is refused of a plan that is current, was replaced, or is being made, and of another's", async () => {
    await expect(person.api.declinePlan(planId)).rejects.toMatchObject(conflict);
    const { id } = await planner.replan({ hours: 4 });
    await expect(person.api.declinePlan(planId)).rejects.toMatchObject(conflict);
    const making = await person.api.regeneratePlan(id, { idempotencyKey: "making" });
    await expect(person.api.declinePlan(making.id)).rejects.toMatchObject(conflict);
    const stranger = await newPerson();
    await expect(stranger.api.declinePlan(making.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("at the same moment as applying it, one of the two has its way", async () => {
    const id = await planner.propose();
    const { revision } = await planner.compare(id);
    const [applied, declined] = await Promise.allSettled([
      person.api.applyPlan(id, { operation_id: operation_id(), revision }),
      person.api.declinePlan(id),
    ]);
    expect([applied.status, declined.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const { standing } = await person.api.getPlan(id);
    expect(standing).toBe(applied.status === "fulfilled" ? "current" : "archived");
    expect((await planner.board(id)).length).toBeGreaterThan(0);
  });
});

test("of two first plans that become ready at the same moment one is current, and the other waits", async () => {
  const two = await newPerson();
  const ask = (name: string) =>
    two.api.generatePlan(
      {
        clientProfile: {
          ...clientProfile,
          user_profile: { ...clientProfile.user_profile, business_name: name },
        },
      },
      { idempotencyKey: name },
    );
  const plans = [await ask("One"), await ask("Two")];
  await Promise.all(plans.map(({ id }) => finishPlan(two, id)));
  const standings = (await two.api.listPlans()).items.map(({ standing }) => standing);
  expect(standings.toSorted()).toEqual(["current", "proposed"]);
});

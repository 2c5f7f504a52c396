import type { Task } from "@alva/contracts/task";
import { beforeEach, describe, expect, test } from "vitest";
import { beginEarlier } from "../testing/begin-plan.ts";
import { newPerson } from "../testing/person.ts";
import { newPlanner, type Planner, sizes } from "../testing/planner.ts";
import { readyPlan } from "../testing/ready-plan.ts";

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

describe("a preview of a re-plan", () => {
  test("changes nothing, and says that nothing would change when nothing was wished", async () => {
    const before = await planner.board();
    const preview = await person.api.previewReplan(planId, {});
    expect(sizes(preview)).toEqual({ added: 0, removed: 0, moved: 0, changed: 0, kept: before.length });
    expect(preview.weeks.map(({ minutes_after }) => minutes_after)).toEqual(
      preview.weeks.map(({ minutes_before }) => minutes_before),
    );
    expect(await planner.board()).toEqual(before);
    expect((await person.api.listPlans()).items).toHaveLength(1);
  });

  test("keeps each week within fewer hours, and names what is parked and why a channel closes", async () => {
    const preview = await person.api.previewReplan(planId, { hours: 2, monthly_ad_budget: 0 });
    expect(preview.capacity_minutes.after).toBe(120);
    expect(Math.max(...preview.weeks.map(({ minutes_after }) => minutes_after))).toBeLessThanOrEqual(120);
    expect(preview.channels.find(({ channel }) => channel === "ppc")).toEqual({
      channel: "ppc",
      on: false,
      reason: "no ads under $300 a month",
    });
    expect(preview.parked.map(({ reason }) => reason)).not.toContain("no_capacity");
    const nothing = await person.api.previewReplan(planId, { hours: 0 });
    expect(nothing.weeks.every(({ minutes_after }) => minutes_after === 0)).toBe(true);
  });

  test("is refused in the last week, when only a new plan helps", async () => {
    await beginEarlier(planId, 12);
    await expect(person.api.previewReplan(planId, {})).resolves.toMatchObject({ first_week: 13 });
    await beginEarlier(planId, 1);
    await expect(person.api.previewReplan(planId, {})).rejects.toMatchObject(conflict);
  });

  test("is of the current plan of its owner alone", async () => {
    const stranger = await newPerson();
    await expect(stranger.api.previewReplan(planId, {})).rejects.toMatchObject({ code: "not_found" });
    const other = await readyPlan(stranger);
    await expect(person.api.previewReplan(other, {})).rejects.toMatchObject({ code: "not_found" });
    await planner.replan({ hours: 4 });
    await expect(person.api.previewReplan(planId, {})).rejects.toMatchObject(conflict);
  });
});

test("any two plans are compared to be read: what became of the tasks of one in the other", async () => {
  const [task] = (await planner.board()).filter(({ due_date }) => due_date);
  const { id, preview } = await planner.replan({ hours: 2 });
  await person.api.changeTask(idOf(task), { operation_id: operation_id(), status: "done" });
  const { revision, ...compared } = await person.api.comparePlans(planId, id);
  expect(revision).toBeNull();
  const { difference, weeks, capacity_minutes, parked } = preview;
  expect(compared).toMatchObject({ difference, weeks, capacity_minutes });
  expect(compared.parked.map((one) => one.task.id)).toEqual(
    expect.arrayContaining(parked.map((one) => one.task.id)),
  );
  const backwards = await person.api.comparePlans(id, planId);
  expect(backwards.revision).toBeNull();
  expect(sizes(backwards)).toMatchObject({
    added: difference.removed.length,
    removed: difference.added.length,
    moved: difference.moved.length,
  });
  expect((await person.api.getPlan(planId)).standing).toBe("archived");
});

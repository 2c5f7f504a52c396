import { describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { datedTasks, eventsAt, personWithFeed } from "../testing/feed.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Someone's event of a task before and after it is parked, in one way or another. */
async function eventOfParked(park: (person: Person, planId: string) => Promise<string>) {
  const { person, planId, address } = await personWithFeed();
  await owner`update app.tasks set updated_at = now() - interval '1 day' where plan_id = ${planId}`;
  const before = await eventsAt(address);
  const uid = `${await park(person, planId)}.${person.id}@alva`;
  const [was, is] = [before.get(uid), (await eventsAt(address)).get(uid)];
  if (!was || !is) throw new TypeError("the task is an event before and after");
  return { person, planId, address, uid, was, is };
}

describe("a parked task", () => {
  test("on the board is cancelled where it stood, confirmed again with its new day, and left out after 30 days", async () => {
    const { person, planId, address, uid, was, is } = await eventOfParked(async (owning, plan) => {
      const [task] = await datedTasks(owning, plan);
      const { due_at } = await owning.api.changeTask(task?.id ?? "", {
        operation_id: crypto.randomUUID(),
        status: "deferred",
      });
      expect(due_at).toBeNull();
      return task?.id ?? "";
    });
    expect([was.status, is.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect([is.start, is.end]).toEqual([was.start, was.end]);
    expect(is.sequence).toBeGreaterThan(was.sequence);
    const [id = ""] = uid.split(".");
    await owner`update app.tasks set updated_at = now() - interval '10 seconds' where plan_id = ${planId} and id = ${id}`;
    await person.api.changeTask(id, {
      operation_id: crypto.randomUUID(),
      status: "planned",
      due_date: "2027-01-13",
    });
    const back = (await eventsAt(address)).get(uid);
    expect(back).toMatchObject({ status: "CONFIRMED" });
    expect(back?.end).not.toBe(is.end);

    await person.api.changeTask(id, { operation_id: crypto.randomUUID(), status: "deferred" });
    expect((await eventsAt(address)).get(uid)).toMatchObject({ status: "CANCELLED", end: back?.end });
    await owner`update app.tasks set updated_at = now() - interval '31 days' where plan_id = ${planId} and id = ${id}`;
    expect((await eventsAt(address)).has(uid)).toBe(false);
  });

  test("of a re-plan with fewer hours is cancelled where it stood", async () => {
    const { was, is } = await eventOfParked(async ({ api }, plan) => {
      const { revision, difference } = await api.previewReplan(plan, { hours: 1 });
      const parked = difference.moved.find(({ after }) => after.due_date === null);
      await api.applyReplan(plan, { hours: 1 }, { operation_id: crypto.randomUUID(), revision });
      return parked?.after.id ?? "";
    });
    expect([was.status, is.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect([is.start, is.end]).toEqual([was.start, was.end]);
    expect(is.sequence).toBeGreaterThan(was.sequence);
  });

  test("that never had a day has no event", async () => {
    const person = await newPerson();
    const constraints = { ...clientProfile.constraints, weekly_marketing_time_hours: 1 };
    await readyPlan(person, { clientProfile: { ...clientProfile, constraints } });
    const { items } = await person.api.listTasks({ limit: 200, status: ["deferred"] });
    expect(items.length).toBeGreaterThan(0);
    const events = await eventsAt((await person.api.renewCalendarFeed()).address);
    expect(items.filter(({ id }) => events.has(`${id}.${person.id}@alva`))).toEqual([]);
  });
});

test("a task that a re-plan moved goes back with its undoing, as a later revision of the same event", async () => {
  const { person, planId, address } = await personWithFeed();
  await owner`update app.tasks set updated_at = now() - interval '1 day' where plan_id = ${planId}`;
  const first = await eventsAt(address);
  const { revision } = await person.api.previewReplan(planId, { hours: 2 });
  const replanned = await person.api.applyReplan(
    planId,
    { hours: 2 },
    { operation_id: crypto.randomUUID(), revision },
  );
  const second = await eventsAt(address);
  const moved = [...second].filter(([uid, { start, status }]) => {
    return first.has(uid) && start !== first.get(uid)?.start && status === "CONFIRMED";
  });
  expect(moved.length).toBeGreaterThan(0);
  await person.api.undoPlan(replanned.id, { operation_id: crypto.randomUUID() });
  const third = await eventsAt(address);
  for (const [uid, { sequence }] of moved) {
    expect(third.get(uid)?.start).toBe(first.get(uid)?.start);
    expect(third.get(uid)?.sequence).toBeGreaterThanOrEqual(sequence);
  }
});

test("a replaced plan's tasks move with their UIDs or are cancelled for 30 days, save those that were done", async () => {
  const { person, planId: first, address } = await personWithFeed();
  await owner`update app.plans set finished_at = finished_at - interval '40 days',
    applied_at = applied_at - interval '40 days' where id = ${first}`;
  const second = await readyPlan(person);
  await owner`update app.plans set applied_at = now() where id = ${second}`;
  const [gone, done, kept] = await datedTasks(person, second);
  const uid = (task: typeof gone) => `${task?.id}.${person.id}@alva`;
  await owner`delete from app.tasks where plan_id = ${second} and id = any (${[gone?.id, done?.id]})`;
  await owner`update app.tasks set status = 'done' where plan_id = ${first} and id = ${done?.id}`;
  const events = await eventsAt(address);
  expect(events.get(uid(kept))?.status).toBe("CONFIRMED");
  expect(events.get(uid(gone))?.status).toBe("CANCELLED");
  expect(events.has(uid(done))).toBe(false);

  await owner`update app.plans set applied_at = now() - interval '31 days' where id = ${second}`;
  expect((await eventsAt(address)).has(uid(gone))).toBe(false);
});

test("an undone plan's own tasks are cancelled, and those of the plan before are there again", async () => {
  const { person, planId: first, address } = await personWithFeed();
  await owner`update app.plans set finished_at = finished_at - interval '40 days',
    applied_at = applied_at - interval '40 days' where id = ${first}`;
  const second = await readyPlan(person);
  const [extra, shared] = await datedTasks(person, second);
  const uid = (task: typeof extra) => `${task?.id}.${person.id}@alva`;
  await owner`delete from app.tasks where plan_id = ${first} and id = ${extra?.id}`;
  await owner`update app.plans set applied_at = now() - interval '1 hour', undone_at = now() where id = ${second}`;
  const events = await eventsAt(address);
  expect(events.get(uid(extra))?.status).toBe("CANCELLED");
  expect(events.get(uid(shared))?.status).toBe("CONFIRMED");
});

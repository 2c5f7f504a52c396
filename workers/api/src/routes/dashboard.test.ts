import { beforeEach, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
beforeEach(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

const operation = () => ({ operation_id: crypto.randomUUID() });

/** The streak's most recent weekday, which is today unless this is a weekend. */
const lastWeekday = async () => (await person.api.getDashboard()).streak.days.at(-1);
const quickWins = async () => (await person.api.listTasks({ quick_win: true, limit: 200 })).items;

test("before the window starts it offers the first quick win and the next three deadlines", async () => {
  const dashboard = await person.api.getDashboard();
  const { items } = await person.api.listTasks({ status: ["planned"], limit: 200 });
  expect(dashboard.plan).toMatchObject({ id: planId, timezone: "America/Denver", week: null, weeks: 13 });
  expect(dashboard.quick_win).toBeNull();
  expect(dashboard.next_quick_win).toEqual(items.find(({ quick_win }) => quick_win));
  const others = items.filter(({ quick_win, due_date }) => !quick_win && due_date);
  expect(dashboard.deadlines).toEqual(others.slice(0, 3));
  expect(dashboard.counts.planned).toBe(items.length);
  expect([dashboard.overdue, dashboard.streak.count]).toEqual([0, 0]);
});

test("today's quick win, once done, is shown as done and its minutes are used", async () => {
  const { today } = await person.api.getDashboard();
  const [first] = await quickWins();
  const moved = await person.api.changeTask(first?.id ?? "", { ...operation(), due_date: today });
  expect((await person.api.getDashboard()).quick_win).toEqual(moved);
  const done = await person.api.changeTask(moved.id, { ...operation(), status: "done" });
  const dashboard = await person.api.getDashboard();
  expect(dashboard.quick_win).toEqual(done);
  expect(dashboard.week_minutes).toMatchObject({
    planned: done.estimated_minutes,
    used: done.estimated_minutes,
  });
  expect(dashboard.counts.done).toBe(1);
});

test("a quick win completed keeps its day, undoing it gives the day back", async () => {
  const [first] = await quickWins();
  const date = (await lastWeekday())?.date;
  await person.api.changeTask(first?.id ?? "", { ...operation(), status: "done" });
  await owner`update app.tasks set completed_local_date = ${date} where plan_id = ${planId} and id = ${first?.id}`;
  expect((await person.api.getDashboard()).streak.count).toBe(1);
  expect(await lastWeekday()).toEqual({ date, state: "kept" });
  await person.api.changeTask(first?.id ?? "", { ...operation(), status: "planned" });
  expect((await person.api.getDashboard()).streak.count).toBe(0);
});

test("the streak goes on from the plan before, whose later quick wins are not missed", async () => {
  const [first, second] = await quickWins();
  const days = (await person.api.getDashboard()).streak.days.map(({ date }) => date);
  await person.api.changeTask(first?.id ?? "", { ...operation(), status: "done" });
  await owner`update app.tasks set completed_local_date = ${days[5]} where plan_id = ${planId} and id = ${first?.id}`;
  await person.api.changeTask(second?.id ?? "", { ...operation(), due_date: days[9] ?? "" });
  await owner`update app.plans set finished_at = now() - interval '30 days',
    applied_at = now() - interval '30 days' where id = ${planId}`;
  const next = await readyPlan(person);
  await owner`update app.plans set applied_at = ${days[8]}::date where id = ${next}`;
  const { plan, streak } = await person.api.getDashboard();
  expect(plan.id).toBe(next);
  expect(streak.days[5]?.state).toBe("kept");
  expect(streak.days[9]?.state).toBe("neutral");
  expect(streak.count).toBe(1);
});

test("without a plan there is none, and another person's plan does not show", async () => {
  const stranger = await newPerson();
  await expect(stranger.api.getDashboard()).rejects.toMatchObject({ code: "not_found" });
});

import { TaskStatus } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { dashboardOn } from "@alva/planning/dashboard";
import * as fc from "fast-check";
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

const daysFromToday = fc.integer({ min: -2, max: 2 });
/** Each change strikes many tasks, so that there are more of a kind than are shown. */
const boards = fc.record({
  timezone: fc.constantFrom<string>("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Denver", "UTC"),
  changes: fc.array(
    fc.record({
      status: fc.constantFrom("planned", ...TaskStatus.options),
      quick_win: fc.boolean(),
      due: fc.option(daysFromToday),
      completed: fc.option(daysFromToday),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

/** Where today is already UTC's tomorrow for most of the day, and where it is still yesterday for the rest of it. */
const farEast = { timezone: "Pacific/Kiritimati", changes: [plannedQuickWin(1), plannedQuickWin(2)] };
const farWest = { timezone: "Pacific/Pago_Pago", changes: [plannedQuickWin(-2), plannedQuickWin(-1)] };

test("of any board it shows what the rules say of all its tasks, though it reads few of them whole", async () => {
  await fc.assert(
    fc.asyncProperty(boards, async ({ timezone, changes }) => {
      await owner`update app.plans
        set master_plan = jsonb_set(master_plan, '{plan,timezone}', ${JSON.stringify(timezone)}::jsonb) where id = ${planId}`;
      await owner`update app.tasks t
        set status = (c ->> 'status')::app.task_status, quick_win = (c -> 'quick_win')::boolean,
          due_date = current_date + (c ->> 'due')::int, completed_local_date = current_date + (c ->> 'completed')::int,
          task = t.task || jsonb_build_object('quick_win', c -> 'quick_win', 'due_date', current_date + (c ->> 'due')::int)
        from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) with ordinality as change (c, number)
        where t.plan_id = ${planId} and t.position % ${changes.length} = number - 1`;
      const tasks = await allTasks();
      const { plan: _plan, streak: _streak, ...shown } = await person.api.getDashboard();
      const { master_plan } = await person.api.getPlan(planId);
      if (!master_plan) throw new TypeError("the plan is ready");
      const {
        plan: _,
        streak: __,
        ...expected
      } = dashboardOn({
        today: shown.today,
        planId,
        plan: master_plan.plan,
        tasks: tasks.map((whole) => ({ ...whole, whole })),
        quickWins: [],
      });
      expect(shown).toEqual(expected);
    }),
    { numRuns: 20, examples: [[farEast], [farWest]] },
  );
});

function plannedQuickWin(due: number) {
  return { status: "planned" as const, quick_win: true, due, completed: null };
}

async function allTasks(): Promise<Task[]> {
  const first = await person.api.listTasks({ status: TaskStatus.options, limit: 200 });
  expect(first.next_cursor).toBeNull();
  return first.items;
}

test("without a plan there is none, and another person's plan does not show", async () => {
  const stranger = await newPerson();
  await expect(stranger.api.getDashboard()).rejects.toMatchObject({ code: "not_found" });
});

import type { Task } from "@alva/contracts/task";
import { beforeEach, describe, expect, test } from "vitest";
import { beginEarlier } from "../testing/begin-plan.ts";
import { owner } from "../testing/database.ts";
import { newPlanner, type Planner, sizes } from "../testing/planner.ts";
import { clientProfile } from "../testing/ready-plan.ts";

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

describe("applying a re-plan", () => {
  test("leaves exactly what its preview showed, under a new plan that stands by itself", async () => {
    const { preview, id } = await planner.replan({ hours: 3 });
    const plan = await person.api.getPlan(id);
    expect(plan).toMatchObject({ standing: "current", kind: "replanned", parent_id: planId });
    expect(plan.master_plan?.plan.weekly_capacity_hours).toBe(3);
    const tasks = await planner.board();
    const minutes = preview.weeks.map((_, index) =>
      tasks
        .filter(({ week, status }) => week === index + 1 && status !== "skipped")
        .reduce((sum, task) => sum + task.estimated_minutes, 0),
    );
    expect(minutes).toEqual(preview.weeks.map(({ minutes_after }) => minutes_after));
    expect((await person.api.getPlan(planId)).standing).toBe("archived");
    await owner`delete from app.plans where id = ${planId}`;
    expect(sizes(await person.api.previewReplan(id, {}))).toEqual({
      added: 0,
      removed: 0,
      moved: 0,
      changed: 0,
      kept: tasks.length,
    });
  });

  test("saves the hours and the money as the profile's next version, and nothing when they are the same", async () => {
    const { profile_version } = await person.api.getProfile();
    const { id } = await planner.replan({ hours: 4, monthly_ad_budget: 700 });
    const profile = await person.api.getProfile();
    expect(profile).toMatchObject({
      profile_version: profile_version + 1,
      constraints: { weekly_marketing_time_hours: 4, monthly_ad_budget: 700, budget_level: "significant" },
    });
    expect((await person.api.getPlan(id)).profile).toEqual(profile);
    expect((await person.api.getPlan(id)).master_plan?.meta.profile_version).toBe(profile_version + 1);
    await planner.replan({ hours: 4 }, id);
    expect((await person.api.getProfile()).profile_version).toBe(profile_version + 1);
    const versions =
      await owner`select version from app.profile_versions where user_id = ${person.id} order by version`;
    expect(versions).toEqual([{ version: profile_version }, { version: profile_version + 1 }]);
  });

  test("is the later word about the hours, before an answer to a card that still waits", async () => {
    await person.api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 9 } });
    await person.api.putCardAnswer("hard_nos", { answer: { brand_nos: ["Fear"] } });
    await planner.replan({ hours: 4 });
    const { timezone } = clientProfile.user_profile;
    expect(await person.api.finalizeOnboarding({ timezone })).toMatchObject({
      constraints: { weekly_marketing_time_hours: 4, brand_nos: ["Fear"] },
    });
  });

  test("is in the time zone that its owner has moved to, which the plan before it did not follow", async () => {
    const { user_profile } = clientProfile;
    await person.api.putProfile({
      ...clientProfile,
      user_profile: { ...user_profile, timezone: "Asia/Tokyo" },
    });
    const [done, begun] = (await planner.board()).filter(({ due_at }) => due_at);
    for (const [task, status] of [
      [done, "done"],
      [begun, "in_progress"],
    ] as const) {
      await person.api.changeTask(idOf(task), { operation_id: operation_id(), status });
    }
    const zoneOf = async (id: string) => (await person.api.getPlan(id)).master_plan?.plan.timezone;
    expect(await zoneOf(planId)).toBe(user_profile.timezone);
    const { id } = await planner.replan({});
    expect(await zoneOf(planId)).toBe(user_profile.timezone);
    expect(await zoneOf(id)).toBe("Asia/Tokyo");
    const after = await planner.board();
    const open = after.filter(({ status, due_at }) => status !== "done" && due_at);
    expect(open.map(idOf)).toContain(idOf(begun));
    for (const { due_date, due_at } of open) expect(due_at).toBe(`${due_date}T17:00:00+09:00`);
    expect(after.find(({ id: one }) => one === idOf(done))).toMatchObject({
      due_date: done?.due_date,
      due_at: done?.due_at,
    });
    await person.api.undoPlan(id, { operation_id: operation_id() });
    expect((await planner.board()).find(({ id: one }) => one === idOf(begun))?.due_at).toBe(begun?.due_at);
  });

  test("takes over done, begun, pinned, own, refused and parked tasks with all that their owner gave them", async () => {
    const [done, begun, pinned, refused, parked, noted] = (await planner.board()).filter(
      ({ due_date }) => due_date,
    );
    const change = (task: Task | undefined, fields: object) =>
      person.api.changeTask(idOf(task), { operation_id: operation_id(), ...fields });
    await change(done, { status: "done", notes: "Went well." });
    await change(begun, { status: "in_progress" });
    await change(pinned, { due_date: "2027-06-01" });
    await change(refused, { status: "skipped" });
    await change(parked, { status: "deferred" });
    await change(noted, { notes: "Ask Ada." });
    const own = await person.api.addTask({
      operation_id: operation_id(),
      title: "Call the printer",
      channel: "ops",
      estimated_minutes: 20,
      due_date: "2027-06-02",
    });
    const touched = [done, begun, pinned, refused, parked, own].map(idOf);
    const before = (await planner.board()).filter(({ id }) => touched.includes(id)).map(lasting);
    await planner.replan({ hours: 2 });
    const after = await planner.board();
    expect(after.filter(({ id }) => touched.includes(id)).map(lasting)).toEqual(before);
    expect(after.find(({ id }) => id === idOf(noted))?.notes).toBe("Ask Ada.");
    const times = await owner`select count(*)::int as kept from app.tasks t join app.tasks old using (id)
      where old.plan_id = ${planId} and t.plan_id <> ${planId} and t.user_id = ${person.id}
        and old.id = any (${touched}) and t.field_times = old.field_times and t.updated_at = old.updated_at`;
    expect(times).toEqual([{ kept: touched.length }]);
  });

  test("places anew what is overdue and lets missed repeats go, which a late done still reaches", async () => {
    const early = (await planner.board()).find(
      ({ series, week, status }) => series && week === 1 && status === "planned",
    );
    const missed = idOf(early);
    await person.api.changeTask(missed, { operation_id: operation_id(), status: "in_progress" });
    await person.api.changeTask(missed, { operation_id: operation_id(), status: "planned" });
    await beginEarlier(planId, 4);
    const { today } = await person.api.getDashboard();
    const overdue = (await planner.board()).filter(({ due_date }) => due_date !== null && due_date < today);
    const { preview, id: next } = await planner.replan({});
    expect(preview.first_week).toBeGreaterThan(3);
    const after = new Map((await planner.board()).map((task) => [task.id, task]));
    const repeats = overdue.filter(({ series, status }) => series !== null && status === "planned");
    expect(repeats.length).toBeGreaterThan(2);
    for (const { id } of repeats) expect(after.get(id)?.status).toBe("skipped");
    expect((await person.api.getDashboard()).overdue).toBe(0);
    expect(sizes(await person.api.previewReplan(next, {})).kept).toBe(after.size);
    expect(repeats.map(({ id }) => id)).toContain(missed);
    const done = await person.api.changeTask(missed, { operation_id: operation_id(), status: "done" });
    expect(done.status).toBe("done");
  });

  test("turns a channel off, and on again from what was once written", async () => {
    const { id } = await planner.replan({ channels: { email: false } });
    expect(await planner.emailTasks()).toEqual([]);
    await planner.replan({ channels: { email: true } }, id);
    expect((await planner.emailTasks()).length).toBeGreaterThan(2);
  });

  test("loses no done of a task that it removed, alone or among others, and no repetition brings one back", async () => {
    const [first, second, , , third] = await planner.emailTasks();
    const { id } = await planner.replan({ channels: { email: false } });
    const alone = { operation_id: operation_id(), status: "done" } as const;
    const done = await person.api.changeTask(idOf(first), alone);
    expect(done).toMatchObject({ id: idOf(first), status: "done", plan_id: id });
    const task_ids = [idOf(second), idOf(first)];
    const bulk = await person.api.changeTasks({ operation_id: operation_id(), action: "done", task_ids });
    expect(bulk.changed).toEqual([idOf(second)]);
    expect((await planner.emailTasks()).map((task) => task.status)).toEqual(["done", "done"]);
    await owner`delete from app.tasks where plan_id = ${id} and id = ${idOf(first)}`;
    expect(await person.api.changeTask(idOf(first), alone)).toEqual(done);
    expect((await planner.board()).some((task) => task.id === idOf(first))).toBe(false);
    await expect(
      person.api.changeTask(idOf(third), { operation_id: operation_id(), status: "in_progress" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("is done once per operation, and its repetition is answered alike", async () => {
    const { confirm, id } = await planner.replan({ hours: 3 });
    await expect(person.api.applyReplan(planId, { hours: 3 }, confirm)).resolves.toEqual({ id });
    await expect(person.api.applyReplan(planId, { hours: 4 }, confirm)).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
    expect((await person.api.listPlans()).items).toHaveLength(2);
  });

  test("ten times at the same moment, by one operation or by ten, makes one plan", async () => {
    const { revision } = await person.api.previewReplan(planId, { hours: 3 });
    const one = operation_id();
    const ids = Array.from({ length: 10 }, (_, index) => (index < 5 ? one : operation_id()));
    const answers = await Promise.allSettled(
      ids.map((operation_id) => person.api.applyReplan(planId, { hours: 3 }, { operation_id, revision })),
    );
    const applied = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.id] : []));
    expect(new Set(applied).size).toBe(1);
    const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    for (const refusal of refusals) expect(refusal).toMatchObject(conflict);
    expect((await person.api.listPlans()).items).toHaveLength(2);
  });

  test.each([
    ["another wish", { hours: 2 }],
    ["a wish without one", {}],
  ])("is refused for %s than was previewed, and nothing changes", async (_, wish) => {
    const { revision } = await person.api.previewReplan(planId, { hours: 3 });
    const confirm = { operation_id: operation_id(), revision };
    await expect(person.api.applyReplan(planId, wish, confirm)).rejects.toMatchObject(conflict);
    expect((await person.api.listPlans()).items).toHaveLength(1);
    expect((await person.api.getProfile()).profile_version).toBe(1);
  });

  test("is refused once the board has changed, and a change at the same moment is never lost", async () => {
    const [first, second] = (await planner.board()).filter(({ due_date }) => due_date);
    const { revision } = await person.api.previewReplan(planId, { hours: 3 });
    await person.api.changeTask(idOf(first), { operation_id: operation_id(), notes: "New." });
    const confirm = { operation_id: operation_id(), revision };
    await expect(person.api.applyReplan(planId, { hours: 3 }, confirm)).rejects.toMatchObject(conflict);

    const again = await person.api.previewReplan(planId, { hours: 3 });
    const fresh = { operation_id: operation_id(), revision: again.revision };
    await Promise.allSettled([
      person.api.applyReplan(planId, { hours: 3 }, fresh),
      person.api.changeTask(idOf(second), { operation_id: operation_id(), status: "done" }),
    ]);
    expect((await planner.board()).find(({ id }) => id === idOf(second))?.status).toBe("done");
  });

  test("is possible 20 times in 24 hours", async () => {
    await owner`insert into app.plans (user_id, state, sequence, profile, generation_key, kind, finished_at)
      select user_id, 'ready', 0, profile, 'replanned:' || n, 'replanned', now()
      from app.plans, generate_series(1, 20) n where id = ${planId}`;
    await expect(planner.replan({ hours: 3 })).rejects.toMatchObject({ code: "quota_exceeded" });
    await owner`update app.plans set created_at = now() - interval '25 hours'
      where user_id = ${person.id} and generation_key = 'replanned:7'`;
    await planner.replan({ hours: 3 });
  });
});

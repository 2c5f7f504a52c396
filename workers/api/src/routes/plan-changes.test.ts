import type { PlanChangePreview } from "@alva/contracts/plan-changes";
import type { Task } from "@alva/contracts/task";
import { beforeEach, describe, expect, test } from "vitest";
import { beginEarlier } from "../testing/begin-plan.ts";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, finishPlan, readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

let person: Person;
let planId: string;
beforeEach(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
});

const operation_id = () => crypto.randomUUID();
const conflict = { code: "state_conflict", status: 409 };

async function board(plan_id?: string): Promise<Task[]> {
  const status = ["planned", "in_progress", "done", "deferred", "skipped"] as const;
  const page = { limit: 200, status: [...status], ...(plan_id === undefined ? {} : { plan_id }) };
  return (await person.api.listTasks(page)).items;
}

async function emailTasks(): Promise<Task[]> {
  return (await board()).filter(({ channel }) => channel === "email");
}

/** What of a task must not change when another plan takes over. */
function lasting({
  plan_id: _plan,
  position: _position,
  week: _week,
  ...task
}: Task & { position?: number }) {
  return task;
}

const idOf = (task: Task | undefined) => task?.id ?? "";

async function confirmed(wish: Parameters<Person["api"]["previewReplan"]>[1]) {
  const preview = await person.api.previewReplan(planId, wish);
  const confirm = { operation_id: operation_id(), revision: preview.revision };
  const { id } = await person.api.applyReplan(planId, wish, confirm);
  return { preview, confirm, id };
}

function sizes({
  difference: { added, removed, moved, changed, kept },
}: Pick<PlanChangePreview, "difference">) {
  return { added: added.length, removed: removed.length, moved: moved.length, changed: changed.length, kept };
}

describe("a preview of a re-plan", () => {
  test("changes nothing, and says that nothing would change when nothing was wished", async () => {
    const before = await board();
    const preview = await person.api.previewReplan(planId, {});
    expect(sizes(preview)).toEqual({ added: 0, removed: 0, moved: 0, changed: 0, kept: before.length });
    expect(preview.weeks.map(({ minutes_after }) => minutes_after)).toEqual(
      preview.weeks.map(({ minutes_before }) => minutes_before),
    );
    expect(await board()).toEqual(before);
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
    await confirmed({ hours: 4 });
    await expect(person.api.previewReplan(planId, {})).rejects.toMatchObject(conflict);
  });
});

describe("applying a re-plan", () => {
  test("leaves exactly what its preview showed, under a new plan that stands by itself", async () => {
    const { preview, id } = await confirmed({ hours: 3 });
    const plan = await person.api.getPlan(id);
    expect(plan).toMatchObject({ standing: "current", kind: "replanned", parent_id: planId });
    expect(plan.master_plan?.plan.weekly_capacity_hours).toBe(3);
    const tasks = await board();
    const minutes = preview.weeks.map((_, index) =>
      tasks
        .filter(({ week, status }) => week === index + 1 && status !== "skipped")
        .reduce((sum, task) => sum + task.estimated_minutes, 0),
    );
    expect(minutes).toEqual(preview.weeks.map(({ minutes_after }) => minutes_after));
    expect((await person.api.getPlan(planId)).standing).toBe("archived");
    await owner`delete from app.plans where id = ${planId}`;
    planId = id;
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
    const { id } = await confirmed({ hours: 4, monthly_ad_budget: 700 });
    const profile = await person.api.getProfile();
    expect(profile).toMatchObject({
      profile_version: profile_version + 1,
      constraints: { weekly_marketing_time_hours: 4, monthly_ad_budget: 700, budget_level: "significant" },
    });
    expect((await person.api.getPlan(id)).profile).toEqual(profile);
    expect((await person.api.getPlan(id)).master_plan?.meta.profile_version).toBe(profile_version + 1);
    planId = id;
    await confirmed({ hours: 4 });
    expect((await person.api.getProfile()).profile_version).toBe(profile_version + 1);
    const versions =
      await owner`select version from app.profile_versions where user_id = ${person.id} order by version`;
    expect(versions).toEqual([{ version: profile_version }, { version: profile_version + 1 }]);
  });

  test("is the later word about the hours, before an answer to a card that still waits", async () => {
    await person.api.putCardAnswer("weekly_time", { answer: { weekly_marketing_time_hours: 9 } });
    await person.api.putCardAnswer("hard_nos", { answer: { brand_nos: ["Fear"] } });
    await confirmed({ hours: 4 });
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
    const [done, begun] = (await board()).filter(({ due_at }) => due_at);
    for (const [task, status] of [
      [done, "done"],
      [begun, "in_progress"],
    ] as const) {
      await person.api.changeTask(idOf(task), { operation_id: operation_id(), status });
    }
    const zoneOf = async (id: string) => (await person.api.getPlan(id)).master_plan?.plan.timezone;
    expect(await zoneOf(planId)).toBe(user_profile.timezone);
    const { id } = await confirmed({});
    expect(await zoneOf(planId)).toBe(user_profile.timezone);
    expect(await zoneOf(id)).toBe("Asia/Tokyo");
    const after = await board();
    const open = after.filter(({ status, due_at }) => status !== "done" && due_at);
    expect(open.map(idOf)).toContain(idOf(begun));
    for (const { due_date, due_at } of open) expect(due_at).toBe(`${due_date}T17:00:00+09:00`);
    expect(after.find(({ id: one }) => one === idOf(done))).toMatchObject({
      due_date: done?.due_date,
      due_at: done?.due_at,
    });
    await person.api.undoPlan(id, { operation_id: operation_id() });
    expect((await board()).find(({ id: one }) => one === idOf(begun))?.due_at).toBe(begun?.due_at);
  });

  test("takes over done, begun, pinned, own, refused and parked tasks with all that their owner gave them", async () => {
    const [done, begun, pinned, refused, parked, noted] = (await board()).filter(({ due_date }) => due_date);
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
    const before = (await board()).filter(({ id }) => touched.includes(id)).map(lasting);
    await confirmed({ hours: 2 });
    const after = await board();
    expect(after.filter(({ id }) => touched.includes(id)).map(lasting)).toEqual(before);
    expect(after.find(({ id }) => id === idOf(noted))?.notes).toBe("Ask Ada.");
    const times = await owner`select count(*)::int as kept from app.tasks t join app.tasks old using (id)
      where old.plan_id = ${planId} and t.plan_id <> ${planId} and t.user_id = ${person.id}
        and old.id = any (${touched}) and t.field_times = old.field_times and t.updated_at = old.updated_at`;
    expect(times).toEqual([{ kept: touched.length }]);
  });

  test("places anew what is overdue and lets missed repeats go, which a late done still reaches", async () => {
    const early = (await board()).find(
      ({ series, week, status }) => series && week === 1 && status === "planned",
    );
    const missed = idOf(early);
    await person.api.changeTask(missed, { operation_id: operation_id(), status: "in_progress" });
    await person.api.changeTask(missed, { operation_id: operation_id(), status: "planned" });
    await beginEarlier(planId, 4);
    const { today } = await person.api.getDashboard();
    const overdue = (await board()).filter(({ due_date }) => due_date !== null && due_date < today);
    const { preview, id: next } = await confirmed({});
    expect(preview.first_week).toBeGreaterThan(3);
    const after = new Map((await board()).map((task) => [task.id, task]));
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
    const { id } = await confirmed({ channels: { email: false } });
    expect(await emailTasks()).toEqual([]);
    planId = id;
    await confirmed({ channels: { email: true } });
    expect((await emailTasks()).length).toBeGreaterThan(2);
  });

  test("loses no done of a task that it removed, alone or among others, and no repetition brings one back", async () => {
    const [first, second, , , third] = await emailTasks();
    const { id } = await confirmed({ channels: { email: false } });
    const alone = { operation_id: operation_id(), status: "done" } as const;
    const done = await person.api.changeTask(idOf(first), alone);
    expect(done).toMatchObject({ id: idOf(first), status: "done", plan_id: id });
    const task_ids = [idOf(second), idOf(first)];
    const bulk = await person.api.changeTasks({ operation_id: operation_id(), action: "done", task_ids });
    expect(bulk.changed).toEqual([idOf(second)]);
    expect((await emailTasks()).map((task) => task.status)).toEqual(["done", "done"]);
    await owner`delete from app.tasks where plan_id = ${id} and id = ${idOf(first)}`;
    expect(await person.api.changeTask(idOf(first), alone)).toEqual(done);
    expect((await board()).some((task) => task.id === idOf(first))).toBe(false);
    await expect(
      person.api.changeTask(idOf(third), { operation_id: operation_id(), status: "in_progress" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("is done once per operation, and its repetition is answered alike", async () => {
    const { confirm, id } = await confirmed({ hours: 3 });
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
    const [first, second] = (await board()).filter(({ due_date }) => due_date);
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
    expect((await board()).find(({ id }) => id === idOf(second))?.status).toBe("done");
  });

  test("is possible 20 times in 24 hours", async () => {
    await owner`insert into app.plans (user_id, state, sequence, profile, generation_key, kind, finished_at)
      select user_id, 'ready', 0, profile, 'replanned:' || n, 'replanned', now()
      from app.plans, generate_series(1, 20) n where id = ${planId}`;
    await expect(confirmed({ hours: 3 })).rejects.toMatchObject({ code: "quota_exceeded" });
    await owner`update app.plans set created_at = now() - interval '25 hours'
      where user_id = ${person.id} and generation_key = 'replanned:7'`;
    await confirmed({ hours: 3 });
  });
});

/** Has a new plan made beside the current one, of standard tasks. Returns its id. */
async function proposedPlan(): Promise<string> {
  const { id } = await person.api.regeneratePlan(planId, { idempotencyKey: crypto.randomUUID() });
  await finishPlan(person, id);
  return id;
}

/** What applying a proposed plan would do. */
async function compareProposed(id: string): Promise<PlanChangePreview> {
  const { revision, ...compared } = await person.api.comparePlans(planId, id);
  return { ...compared, revision: revision ?? "none" };
}

async function applyProposed(id: string) {
  const preview = await compareProposed(id);
  const confirmation = { operation_id: operation_id(), revision: preview.revision };
  expect(await person.api.applyPlan(id, confirmation)).toEqual({ id });
  return { preview, confirmation };
}

describe("a regenerated plan", () => {
  test("waits beside the current one until it is applied, and then takes over what must stay", async () => {
    await beginEarlier(planId, 3);
    const { today } = await person.api.getDashboard();
    const dated = (await board()).filter(({ due_date, status }) => due_date && status === "planned");
    const past = dated.filter(({ due_date, series }) => (due_date ?? "") < today && series === null);
    const done = idOf(past[0]);
    const pinned = idOf(dated.at(-1));
    await person.api.changeTask(done, { operation_id: operation_id(), status: "done" });
    await person.api.changeTask(pinned, { operation_id: operation_id(), pinned: true, notes: "Keep." });
    const before = await board();

    const id = await proposedPlan();
    expect(await person.api.getPlan(id)).toMatchObject({ standing: "proposed", parent_id: planId });
    expect(await board()).toEqual(before);
    const { preview } = await applyProposed(id);
    expect((await person.api.getPlan(id)).standing).toBe("current");
    expect((await person.api.getPlan(planId)).standing).toBe("archived");

    const after = await board();
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
    const { confirmation } = await applyProposed(id);
    expect(await person.api.applyPlan(id, confirmation)).toEqual({ id });
    const again = { ...confirmation, operation_id: operation_id() };
    await expect(person.api.applyPlan(id, again)).rejects.toMatchObject(conflict);
    await expect(stranger.api.applyPlan(id, again)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is applied to the board that was compared or not at all, and once of ten times at the same moment", async () => {
    const id = await proposedPlan();
    const { revision } = await compareProposed(id);
    const [task] = (await board()).filter(({ due_date }) => due_date);
    await person.api.changeTask(idOf(task), { operation_id: operation_id(), status: "in_progress" });
    const stale = { operation_id: operation_id(), revision };
    const before = await board(id);
    await expect(person.api.applyPlan(id, stale)).rejects.toMatchObject(conflict);
    expect(await board(id)).toEqual(before);

    const fresh = (await compareProposed(id)).revision;
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        person.api.applyPlan(id, { operation_id: operation_id(), revision: fresh }),
      ),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await board()).filter((kept) => kept.id === idOf(task)).map(({ status }) => status)).toEqual([
      "in_progress",
    ]);
  });
});

test("any two plans are compared to be read: what became of the tasks of one in the other", async () => {
  const [task] = (await board()).filter(({ due_date }) => due_date);
  const { id, preview } = await confirmed({ hours: 2 });
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

describe("declining a proposed plan", () => {
  test("archives it for good, leaves the board alone, and may be repeated", async () => {
    const before = await board();
    const id = await proposedPlan();
    const { revision } = await compareProposed(id);
    const declined = { id, standing: "archived" };
    expect(await person.api.declinePlan(id)).toEqual(declined);
    expect(await person.api.declinePlan(id)).toEqual(declined);
    expect(await person.api.getPlan(id)).toMatchObject({ standing: "archived", applied_at: null });
    expect((await person.api.getPlan(planId)).standing).toBe("current");
    expect(await board()).toEqual(before);
    await expect(person.api.applyPlan(id, { operation_id: operation_id(), revision })).rejects.toMatchObject(
      conflict,
    );
    const [events] = await owner`select count(*)::int as told from app.plan_events
      where plan_id = ${id} and event ? 'declined'`;
    expect(events).toEqual({ told: 1 });
  });

  test("is refused of a plan that is current, was replaced, or is being made, and of another's", async () => {
    await expect(person.api.declinePlan(planId)).rejects.toMatchObject(conflict);
    const { id } = await confirmed({ hours: 4 });
    await expect(person.api.declinePlan(planId)).rejects.toMatchObject(conflict);
    const making = await person.api.regeneratePlan(id, { idempotencyKey: "making" });
    await expect(person.api.declinePlan(making.id)).rejects.toMatchObject(conflict);
    const stranger = await newPerson();
    await expect(stranger.api.declinePlan(making.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("at the same moment as applying it, one of the two has its way", async () => {
    const id = await proposedPlan();
    const { revision } = await compareProposed(id);
    const [applied, declined] = await Promise.allSettled([
      person.api.applyPlan(id, { operation_id: operation_id(), revision }),
      person.api.declinePlan(id),
    ]);
    expect([applied.status, declined.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    const { standing } = await person.api.getPlan(id);
    expect(standing).toBe(applied.status === "fulfilled" ? "current" : "archived");
    expect((await board(id)).length).toBeGreaterThan(0);
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

/** Going back is a change too, so its time is another. */
function withoutTime({ updated_at: _, ...task }: Task) {
  return task;
}

function undo(id: string, operation = operation_id()) {
  return person.api.undoPlan(id, { operation_id: operation });
}

describe("undoing", () => {
  test("brings the plan before back as it was, once, and is answered alike when repeated", async () => {
    const before = (await board()).map(withoutTime);
    const { id } = await confirmed({ hours: 2, channels: { email: false } });
    const operation = operation_id();
    const answers = await Promise.all(Array.from({ length: 5 }, () => undo(id, operation)));
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ id: planId })));
    expect((await board()).map(withoutTime)).toEqual(before);
    expect((await person.api.getPlan(planId)).standing).toBe("current");
    expect((await person.api.getPlan(id)).standing).toBe("archived");
    await expect(undo(id)).rejects.toMatchObject(conflict);
  });

  test("carries back what was done, noted, moved, added and deleted since", async () => {
    const own = { channel: "ops", estimated_minutes: 20, due_date: "2027-06-02" } as const;
    const old = await person.api.addTask({ operation_id: operation_id(), title: "Old own task", ...own });
    const [done, noted, moved, still] = (await board()).filter(
      ({ due_date, origin }) => due_date && origin === "plan",
    );
    await person.api.changeTask(idOf(still), { operation_id: operation_id(), notes: "From before." });
    const { id } = await confirmed({ hours: 4 });
    const change = (task: Task | undefined, fields: object) =>
      person.api.changeTask(idOf(task), { operation_id: operation_id(), ...fields });
    await change(done, { status: "done" });
    await change(noted, { notes: "Since then." });
    await change(moved, { due_date: "2027-01-05" });
    await person.api.deleteTask(old.id, { operation_id: operation_id() });
    const added = await person.api.addTask({ operation_id: operation_id(), title: "New own task", ...own });
    const since = new Map((await board()).map((task) => [task.id, task]));
    await undo(id);
    const after = new Map((await board()).map((task) => [task.id, task]));
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
    const id = await proposedPlan();
    await applyProposed(id);
    const known = new Set((await board(planId)).map((task) => task.id));
    await owner`update app.tasks set id = 'tsk_00000000' || position,
      task = task || jsonb_build_object('id', 'tsk_00000000' || position)
      where plan_id = ${id} and position between 10 and 12`;
    const fresh = (await board()).filter((task) => !known.has(task.id));
    expect(fresh.length).toBeGreaterThan(1);
    await person.api.changeTask(idOf(fresh[0]), { operation_id: operation_id(), status: "done" });
    await undo(id);
    const after = (await board()).filter((task) => fresh.some((one) => one.id === task.id));
    expect(after.map((task) => [task.id, task.status])).toEqual([[idOf(fresh[0]), "done"]]);
  });

  test("ends after 24 hours, and there is none of a first plan or of another's", async () => {
    await expect(undo(planId)).rejects.toMatchObject(conflict);
    const { id } = await confirmed({ hours: 4 });
    const stranger = await newPerson();
    await expect(stranger.api.undoPlan(id, { operation_id: operation_id() })).rejects.toMatchObject({
      code: "not_found",
    });
    await owner`update app.plans set applied_at = applied_at - interval '25 hours' where user_id = ${person.id}`;
    await expect(undo(id)).rejects.toMatchObject(conflict);
  });

  test("at the same moment as a change loses no done", async () => {
    const { id } = await confirmed({ hours: 4 });
    const [task] = (await board()).filter(({ due_date }) => due_date);
    await Promise.all([
      undo(id),
      person.api.changeTask(idOf(task), { operation_id: operation_id(), status: "done" }),
    ]);
    expect((await board()).find(({ id }) => id === idOf(task))?.status).toBe("done");
  });
});

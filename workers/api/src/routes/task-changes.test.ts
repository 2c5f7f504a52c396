import type { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type TaskChange } from "@alva/contracts/task";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

type Fields = Omit<TaskChange, "operation_id">;

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
let taskId: string;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
  taskId = (await person.api.listTasks({ limit: 1 })).items[0]?.id ?? "";
});

const operation = () => ({ operation_id: crypto.randomUUID() });
const change = (fields: Fields) => person.api.changeTask(taskId, { ...operation(), ...fields });
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const localDay = (at: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "America/Denver" }).format(new Date(at));
const oneDay = 24 * 60;

async function putInto(status: TaskStatus): Promise<void> {
  // What is skipped without a time was let go by a re-plan; its owner's refusal has one.
  const times = status === "skipped" ? '{"status":"2026-01-01T00:00:00Z"}' : "{}";
  await owner`update app.tasks set status = ${status}, completed_at = null, completed_local_date = null,
    pinned = false, notes = '', field_times = ${times}::jsonb where plan_id = ${planId} and id = ${taskId}`;
}

async function present() {
  const { items } = await person.api.listTasks({ limit: 200 });
  return items.find(({ id }) => id === taskId);
}

beforeEach(() => putInto("planned"));

const statuses = ["planned", "in_progress", "done", "deferred", "skipped"] as const;
const moves = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));
const allowed =
  "planned>in_progress in_progress>planned in_progress>done done>in_progress planned>done done>planned " +
  "planned>deferred in_progress>deferred deferred>planned deferred>in_progress " +
  "planned>skipped in_progress>skipped deferred>skipped skipped>planned";
const isAllowed = (from: TaskStatus, to: TaskStatus) =>
  from === to || allowed.split(" ").includes(`${from}>${to}`);

describe("moving a task", () => {
  test.each(moves.filter(([from, to]) => isAllowed(from, to)))(
    "from %s to %s is allowed",
    async (from, to) => {
      await putInto(from);
      expect((await change({ status: to })).status).toBe(to);
    },
  );

  test.each(moves.filter(([from, to]) => !isAllowed(from, to)))(
    "from %s to %s is refused and names the present status",
    async (from, to) => {
      await putInto(from);
      await expect(change({ status: to, notes: "kept?" })).rejects.toMatchObject({
        code: "state_conflict",
        status: 409,
        message: expect.stringContaining(from),
      });
      const [row] =
        await owner`select status, notes from app.tasks where plan_id = ${planId} and id = ${taskId}`;
      expect(row).toEqual({ status: from, notes: "" });
    },
  );

  test("the table that clients have says the same", () => {
    for (const [from, to] of moves) {
      expect(from === to || allowedFrom[to].includes(from), `${from} to ${to}`).toBe(isAllowed(from, to));
    }
  });

  test("to done dates it on the plan's local day; taking that back removes the date", async () => {
    const done = await change({ status: "done" });
    expect(done.completed_local_date).toBe(localDay(done.completed_at ?? ""));
    const open = await change({ status: "planned" });
    expect([open.completed_at, open.completed_local_date]).toEqual([null, null]);
  });

  test("parking takes its date away, and a parked task gets none", async () => {
    expect(await change({ status: "deferred" })).toMatchObject({ due_date: null, due_at: null, week: null });
    await expect(change({ due_date: "2026-12-01" })).rejects.toMatchObject({ code: "state_conflict" });
    const planned = await change({ status: "planned", due_date: "2026-12-01" });
    expect(planned).toMatchObject({ status: "planned", due_date: "2026-12-01" });
  });
});

describe("the due date", () => {
  test.each([
    ["2026-10-30", "2026-10-30T17:00:00-06:00"],
    ["2026-11-02", "2026-11-02T17:00:00-07:00"],
  ])("%s pins the task, and is due at 17:00 local", async (due_date, due_at) => {
    expect(await change({ due_date })).toMatchObject({ due_date, due_at, pinned: true });
    expect(await present()).toMatchObject({ due_date, due_at, pinned: true });
  });

  test("gives the week of the plan, and none outside its window", async () => {
    const { master_plan } = await person.api.getPlan(planId);
    const start = Date.parse(master_plan?.plan.window_start ?? "");
    const dayOfPlan = (day: number) => new Date(start + day * 86_400_000).toISOString().slice(0, 10);
    for (const [day, week] of [
      [-1, null],
      [0, 1],
      [6, 1],
      [7, 2],
      [89, 13],
      [91, null],
    ] as const) {
      expect((await change({ due_date: dayOfPlan(day) })).week, `day ${day}`).toBe(week);
    }
  });

  test("moves without a pin when the change says so", async () => {
    expect(await change({ due_date: "2026-12-03", pinned: false })).toMatchObject({ pinned: false });
  });

  test("of a task that is done stays", async () => {
    await change({ status: "done" });
    await expect(change({ due_date: "2026-12-03" })).rejects.toMatchObject({ code: "state_conflict" });
  });
});

test("pinning and notes leave the status alone", async () => {
  await putInto("deferred");
  const changed = await change({ pinned: true, notes: " Ask Ana\r\nfirst " });
  expect(changed).toMatchObject({ status: "deferred", pinned: true, notes: "Ask Ana\nfirst" });
});

describe("an operation", () => {
  test("that is repeated gets the same answer and has no further effect", async () => {
    const done = { ...operation(), status: "done" } as const;
    const first = await person.api.changeTask(taskId, done);
    await change({ status: "in_progress" });
    expect(await person.api.changeTask(taskId, done)).toEqual(first);
    expect((await present())?.status).toBe("in_progress");
  });

  test("that was refused is refused again, though it would be allowed by now", async () => {
    await putInto("skipped");
    const done = { ...operation(), status: "done" } as const;
    await expect(person.api.changeTask(taskId, done)).rejects.toMatchObject({ code: "state_conflict" });
    await change({ status: "planned" });
    await expect(person.api.changeTask(taskId, done)).rejects.toMatchObject({ code: "state_conflict" });
    expect((await present())?.status).toBe("planned");
  });

  test("that arrives twenty times at once has one effect and one answer", async () => {
    const done = { ...operation(), status: "done" } as const;
    const answers = await Promise.all(Array.from({ length: 20 }, () => person.api.changeTask(taskId, done)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const rows = await owner`select from app.task_operations where operation_id = ${done.operation_id}`;
    expect(rows).toHaveLength(1);
  });

  test("whose id was used for another change is refused", async () => {
    const used = operation();
    await person.api.changeTask(taskId, { ...used, pinned: true });
    await expect(person.api.changeTask(taskId, { ...used, pinned: false })).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
    expect((await present())?.pinned).toBe(true);
  });

  test("of another person may have the same id", async () => {
    const stranger = await newPerson();
    await readyPlan(stranger);
    const same = operation();
    const [theirs] = (await stranger.api.listTasks({ limit: 1 })).items;
    await person.api.changeTask(taskId, { ...same, notes: "mine" });
    expect(await stranger.api.changeTask(theirs?.id ?? "", { ...same, notes: "theirs" })).toMatchObject({
      notes: "theirs",
    });
  });
});

describe("of two devices", () => {
  test("the later action wins per field, in whichever order they arrive", async () => {
    await change({ at: ago(10), notes: "later", status: "in_progress" });
    const late = await change({ at: ago(20), notes: "earlier", pinned: true });
    expect(late).toMatchObject({ notes: "later", pinned: true, status: "in_progress" });
  });

  test("one that acts at the same moment as the other never loses a field of its own", async () => {
    await Promise.all([change({ notes: "mine" }), change({ pinned: true }), change({ status: "done" })]);
    expect(await present()).toMatchObject({ notes: "mine", pinned: true, status: "done" });
  });

  test("done and another status made before it leave it done, in whichever order they arrive", async () => {
    const done = ago(10);
    const before = ago(20);
    await Promise.all([change({ at: done, status: "done" }), change({ at: before, status: "in_progress" })]);
    expect(await present()).toMatchObject({ status: "done" });
    await putInto("planned");
    await change({ at: done, status: "done" });
    for (const status of ["in_progress", "deferred", "skipped", "planned"] as const) {
      expect((await change({ at: before, status })).status).toBe("done");
    }
  });

  test("a status older than the 7 days in which times are believed does not undo a later done", async () => {
    await change({ at: ago(5 * oneDay), status: "done" });
    expect((await change({ at: ago(8 * oneDay), status: "in_progress" })).status).toBe("done");
  });

  test("what was done later than done wins over it", async () => {
    await change({ at: ago(20), status: "done" });
    expect((await change({ at: ago(10), status: "in_progress" })).status).toBe("in_progress");
    expect((await change({ at: ago(15), status: "done" })).status).toBe("in_progress");
  });
});

describe("the time on the device", () => {
  test("dates the completion when it lies within the last 7 days", async () => {
    const at = ago(6 * oneDay);
    const done = await change({ at, status: "done" });
    expect([done.completed_at, done.completed_local_date]).toEqual([at, localDay(at)]);
  });

  test.each([
    ["in the future", () => ago(-60)],
    ["more than 7 days ago", () => ago(7 * oneDay + 1)],
  ])("%s is not believed: the server's counts", async (_, at) => {
    const start = Date.now() - 5000;
    const completed = Date.parse((await change({ at: at(), status: "done" })).completed_at ?? "");
    expect(completed).toBeGreaterThan(start);
    expect(completed).toBeLessThan(start + oneDay * 60_000);
    expect((await change({ status: "in_progress" })).status).toBe("in_progress");
  });

  test("done a second time does not date it anew", async () => {
    const first = await change({ at: ago(30), status: "done" });
    expect(await change({ status: "done" })).toMatchObject({ completed_at: first.completed_at });
  });
});

describe("refused is a change", () => {
  test("of another person's task: it is not found, and nothing changes", async () => {
    const stranger = await newPerson();
    await readyPlan(stranger);
    const before = await owner`select * from app.tasks where plan_id = ${planId} and id = ${taskId}`;
    await expect(stranger.api.changeTask(taskId, { ...operation(), status: "done" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await owner`select * from app.tasks where plan_id = ${planId} and id = ${taskId}`).toEqual(before);
  });

  test("by someone without a plan", async () => {
    const { api } = await newPerson();
    await expect(api.changeTask(taskId, { ...operation(), pinned: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("that names no change", async () => {
    await expect(change({})).rejects.toMatchObject({ code: "validation_failed" });
  });
});

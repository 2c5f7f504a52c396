import type { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom } from "@alva/contracts/task";
import { beforeAll, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
let taskId: string;
beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
  taskId = (await person.api.listTasks({ limit: 1 })).items[0]?.id ?? "";
});

async function putInto(status: TaskStatus): Promise<void> {
  await owner`update app.tasks set status = ${status}, completed_at = null, completed_local_date = null
    where plan_id = ${planId} and id = ${taskId}`;
}

const statuses = ["planned", "in_progress", "done", "deferred", "skipped"] as const;
const moves = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));
const isAllowed = (from: TaskStatus, to: TaskStatus) => from === to || allowedFrom[to].includes(from);

describe("moving a task", () => {
  test.each(moves.filter(([from, to]) => isAllowed(from, to)))(
    "from %s to %s is allowed",
    async (from, to) => {
      await putInto(from);
      expect((await person.api.changeTask(taskId, { status: to })).status).toBe(to);
    },
  );

  test.each(moves.filter(([from, to]) => !isAllowed(from, to)))(
    "from %s to %s is refused",
    async (from, to) => {
      await putInto(from);
      await expect(person.api.changeTask(taskId, { status: to })).rejects.toMatchObject({
        code: "state_conflict",
        status: 409,
      });
    },
  );

  test("to done dates it on the plan's local day; taking that back removes the date", async () => {
    await putInto("in_progress");
    const done = await person.api.changeTask(taskId, { status: "done" });
    const localDay = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Denver" });
    expect(done.completed_local_date).toBe(localDay.format(new Date(done.completed_at ?? "")));
    const open = await person.api.changeTask(taskId, { status: "in_progress" });
    expect([open.completed_at, open.completed_local_date]).toEqual([null, null]);
  });

  test("pinning leaves the status alone", async () => {
    await putInto("deferred");
    expect(await person.api.changeTask(taskId, { pinned: true })).toMatchObject({
      status: "deferred",
      pinned: true,
    });
  });

  test("of another person is not found and changes nothing", async () => {
    await putInto("planned");
    const stranger = await newPerson();
    await readyPlan(stranger);
    const before =
      await owner`select status, pinned from app.tasks where plan_id = ${planId} and id = ${taskId}`;
    await expect(stranger.api.changeTask(taskId, { status: "done" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(
      await owner`select status, pinned from app.tasks where plan_id = ${planId} and id = ${taskId}`,
    ).toEqual(before);
  });

  test("without naming a change, or to an unknown status, is refused", async () => {
    await expect(person.api.changeTask(taskId, {})).rejects.toMatchObject({ code: "validation_failed" });
  });
});

describe("listing tasks", () => {
  test("pages through all of them in order, each once", async () => {
    const all = (await person.api.listTasks({ limit: 200 })).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.api.listTasks({ limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  test("keeps to its filters", async () => {
    const social = (await person.api.listTasks({ channel: "social", quick_win: true, limit: 200 })).items;
    expect(social.length).toBeGreaterThan(0);
    expect(social.every(({ channel, quick_win }) => channel === "social" && quick_win)).toBe(true);
  });

  test("shows the plan that became ready last, and an older one on demand", async () => {
    const twice = await newPerson();
    const first = await readyPlan(twice);
    await owner`update app.plans set finished_at = finished_at - interval '2 days' where id = ${first}`;
    const second = await readyPlan(twice);
    expect(second).not.toBe(first);
    expect((await twice.api.listTasks({ limit: 1 })).items[0]?.plan_id).toBe(second);
    expect((await twice.api.listTasks({ limit: 1, plan_id: first })).items[0]?.plan_id).toBe(first);
    expect((await twice.api.listPlans()).items.map(({ id, archived }) => [id, archived])).toEqual([
      [second, false],
      [first, true],
    ]);
  });

  test.each(["nonsense", "\0", btoa("[-1]"), btoa("[99999999999]"), btoa("{}")])(
    "refuses %j as a cursor",
    async (cursor) => {
      await expect(person.api.listTasks({ cursor })).rejects.toMatchObject({
        code: "validation_failed",
      });
    },
  );
});

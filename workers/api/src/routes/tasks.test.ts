import type { Task, TaskQuery } from "@alva/contracts/task";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { beforeAll, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
});

const operation = () => ({ operation_id: crypto.randomUUID() });

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

  test("sorts by due date, the undated last, then by priority", async () => {
    const { items } = await person.api.listTasks({ limit: 200 });
    const keys = items.map(({ due_date, priority }) => `${due_date ?? "undated"} ${priority}`);
    expect(keys).toEqual(keys.toSorted());
  });

  test("a page begins after the last one, whatever was done, moved or added in between", async () => {
    const mover = await newPerson();
    await readyPlan(mover);
    const all = (await mover.api.listTasks({ limit: 200 })).items.map(({ id }) => id);
    const first = await mover.api.listTasks({ limit: 5 });
    const [moved, skipped] = first.items;
    await mover.api.changeTask(moved?.id ?? "", { ...operation(), due_date: "2020-01-01" });
    await mover.api.changeTask(skipped?.id ?? "", { ...operation(), status: "skipped" });
    await mover.api.addTask({
      ...operation(),
      title: "Earlier than all",
      channel: "ops",
      estimated_minutes: 30,
      due_date: "2020-01-01",
    });
    const rest = await mover.api.listTasks({ limit: 200, cursor: first.next_cursor ?? "" });
    expect(rest.items.map(({ id }) => id)).toEqual(all.slice(5));
  });

  test.each<[string, Partial<TaskQuery>, (task: Task) => boolean]>([
    ["one channel", { channel: ["social"] }, (task) => task.channel === "social"],
    ["two channels", { channel: ["email", "blog"] }, (task) => /email|blog/.test(task.channel)],
    ["quick wins", { quick_win: true }, (task) => task.quick_win],
    ["all but quick wins", { quick_win: false }, (task) => !task.quick_win],
    ["a priority", { priority: 1 }, (task) => task.priority === 1],
    ["an effort", { effort: 2 }, (task) => task.effort === 2],
    ["a week", { week: 2 }, (task) => task.week === 2],
    ["a status", { status: ["planned"] }, (task) => task.status === "planned"],
    ["words of the title in any case", { text: "WRITE" }, (task) => /write/i.test(task.title + task.desc)],
  ])("keeps to the filter for %s", async (_, filter, holds) => {
    const { items: all } = await person.api.listTasks({ limit: 200 });
    const wanted = all.filter(holds);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await person.api.listTasks({ limit: 200, ...filter })).items).toEqual(wanted);
  });

  test("keeps to a range of due dates, both days included, and to several filters at once", async () => {
    const dated = (await person.api.listTasks({ limit: 200 })).items.filter(({ due_date }) => due_date);
    const [due_from = "", due_to = ""] = [dated[3], dated[9]].map((task) => task?.due_date ?? "");
    const inRange = dated.filter(
      ({ due_date }) => (due_date ?? "") >= due_from && (due_date ?? "") <= due_to,
    );
    expect((await person.api.listTasks({ limit: 200, due_from, due_to })).items).toEqual(inRange);
    const social = inRange.filter(({ channel }) => channel === "social");
    expect((await person.api.listTasks({ due_from, due_to, channel: ["social"] })).items).toEqual(social);
  });

  test("text is looked for as it stands, and in notes", async () => {
    const [task] = (await person.api.listTasks({ limit: 1 })).items;
    const notes = "100%_sure";
    await person.api.changeTask(task?.id ?? "", { ...operation(), notes });
    const found = async (text: string) => (await person.api.listTasks({ text })).items.map(({ id }) => id);
    expect(await found("100%_S")).toEqual([task?.id]);
    expect(await found("100%%")).toEqual([]);
  });

  test("hides skipped tasks unless they are asked for", async () => {
    const task = (await person.api.listTasks({ limit: 200 })).items.at(-1);
    await person.api.changeTask(task?.id ?? "", { ...operation(), status: "skipped" });
    const ids = async (query: Partial<TaskQuery>) =>
      (await person.api.listTasks({ limit: 200, ...query })).items.map(({ id }) => id);
    expect(await ids({})).not.toContain(task?.id);
    expect(await ids({ status: ["skipped", "done"] })).toEqual([task?.id]);
  });

  test.each(["status=resting", "channel=", "due_from=2026-02-30", "priority=4", "colour=red"])(
    "refuses %s",
    async (query) => {
      const answer = await send(`/tasks?${query}`, { headers: { Authorization: `Bearer ${person.token}` } });
      await expectProblem(answer, "validation_failed");
    },
  );

  test("shows the plan that was applied last, and an older one on demand; one that waits replaces nothing", async () => {
    const twice = await newPerson();
    const first = await readyPlan(twice);
    await owner`update app.plans set finished_at = finished_at - interval '2 days' where id = ${first}`;
    const second = await readyPlan(twice);
    expect(second).not.toBe(first);
    expect((await twice.api.listTasks({ limit: 1 })).items[0]?.plan_id).toBe(first);
    const standings = async () =>
      (await twice.api.listPlans()).items.map(({ id, standing }) => [id, standing]);
    expect(await standings()).toEqual([
      [second, "proposed"],
      [first, "current"],
    ]);
    await owner`update app.plans set applied_at = now() where id = ${second}`;
    expect((await twice.api.listTasks({ limit: 1 })).items[0]?.plan_id).toBe(second);
    expect((await twice.api.listTasks({ limit: 1, plan_id: first })).items[0]?.plan_id).toBe(first);
    expect(await standings()).toEqual([
      [second, "current"],
      [first, "archived"],
    ]);
  });

  test.each(["nonsense", "\0", btoa("[-1]"), btoa('["2026-12-01",2,99999999999]'), btoa("{}")])(
    "refuses %j as a cursor",
    async (cursor) => {
      await expect(person.api.listTasks({ cursor })).rejects.toMatchObject({
        code: "validation_failed",
      });
    },
  );
});

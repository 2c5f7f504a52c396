import type { BulkChange, Task } from "@alva/contracts/task";
import { beforeEach, expect, test } from "vitest";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let start: number;
let [one, two, three]: string[] = [];
beforeEach(async () => {
  person = await newPerson();
  const plan = await person.api.getPlan(await readyPlan(person));
  start = Date.parse(plan.master_plan?.plan.window_start ?? "");
  [one, two, three] = (await person.api.listTasks({ limit: 3 })).items.map(({ id }) => id);
});

const bulkOf = (action: "done" | "park", task_ids: string[]): BulkChange => ({
  ...operation(),
  action,
  task_ids,
});
const operation = () => ({ operation_id: crypto.randomUUID() });
const ids = () => [one ?? "", two ?? "", three ?? ""].toSorted();
const weekday = (date: string | null | undefined) => new Date(date ?? "").getUTCDay();
const present = async () => {
  const { items } = await person.api.listTasks({
    limit: 200,
    status: ["planned", "in_progress", "done", "deferred", "skipped"],
  });
  return new Map(items.map((task) => [task.id, task]));
};

test("done finishes what may be finished and says which that were", async () => {
  const [done = "", parked = "", open = ""] = ids();
  await person.api.changeTask(done, { ...operation(), status: "done" });
  await person.api.changeTask(parked, { ...operation(), status: "deferred" });
  const missing = "tsk_0000000000";
  const answer = await person.api.changeTasks({
    ...operation(),
    action: "done",
    task_ids: [...ids(), open, missing],
  });
  expect(answer.changed).toEqual([open]);
  expect(answer.unchanged.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    [
      { id: done, reason: "no_effect" },
      { id: parked, reason: "state_conflict" },
      { id: missing, reason: "not_found" },
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const tasks = await present();
  expect(tasks.get(open)).toMatchObject({ status: "done", completed_local_date: expect.any(String) });
  expect(tasks.get(parked)?.status).toBe("deferred");
});

test("park takes the dates away", async () => {
  expect((await person.api.changeTasks({ ...operation(), action: "park", task_ids: ids() })).changed).toEqual(
    ids(),
  );
  const tasks = await present();
  for (const id of ids()) expect(tasks.get(id)).toMatchObject({ status: "deferred", due_date: null });
});

test("move keeps the weekday and pins; a parked task comes back to the Friday", async () => {
  const [parked = "", ...dated] = ids();
  await person.api.changeTask(parked, { ...operation(), status: "deferred" });
  const before = await present();
  await person.api.changeTasks({ ...operation(), action: "move", week: 9, task_ids: ids() });
  const after = await present();
  for (const id of dated) {
    expect(after.get(id)).toMatchObject({ week: 9, pinned: true });
    expect(weekday(after.get(id)?.due_date)).toBe(weekday(before.get(id)?.due_date));
  }
  const friday = new Date(start + (8 * 7 + 4) * 86_400_000).toISOString().slice(0, 10);
  expect(after.get(parked)).toMatchObject({ status: "planned", week: 9, due_date: friday, pinned: true });
});

test.each<[string, (task_ids: string[]) => BulkChange]>([
  ["done", (task_ids) => bulkOf("done", task_ids)],
  ["park", (task_ids) => bulkOf("park", task_ids)],
  ["move", (task_ids) => ({ ...operation(), action: "move", week: 9, task_ids })],
])("restore puts every task back where it was before %s", async (_, bulk) => {
  const [started = "", parked = "", pinned = ""] = ids();
  await person.api.changeTask(started, { ...operation(), status: "in_progress" });
  await person.api.changeTask(parked, { ...operation(), status: "deferred" });
  await person.api.changeTask(pinned, { ...operation(), pinned: true });
  const before = await present();
  const { changed } = await person.api.changeTasks(bulk(ids()));
  const answer = await person.api.changeTasks({
    ...operation(),
    action: "restore",
    tasks: changed.map((id) => placeOf(before.get(id))),
  });
  expect(answer).toEqual({ changed, unchanged: [] });
  const after = await present();
  for (const id of ids()) {
    expect(after.get(id)).toEqual({ ...before.get(id), updated_at: expect.any(String) });
  }
});

const placeOf = (task: Task | undefined) => {
  if (task?.status !== "planned" && task?.status !== "in_progress" && task?.status !== "deferred") {
    throw new TypeError("Nothing puts a task back there.");
  }
  const { id, status, due_date, pinned } = task;
  return { id, status, due_date, pinned };
};

test("a repeated operation gets the same answer and has no further effect", async () => {
  const bulk = bulkOf("done", ids());
  const [first, second] = await Promise.all([person.api.changeTasks(bulk), person.api.changeTasks(bulk)]);
  expect(second).toEqual(first);
  await person.api.changeTask(one ?? "", { ...operation(), status: "planned" });
  expect(await person.api.changeTasks(bulk)).toEqual(first);
  expect((await present()).get(one ?? "")?.status).toBe("planned");
});

test("an older bulk change leaves done alone", async () => {
  await person.api.changeTask(one ?? "", { ...operation(), status: "done" });
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const answer = await person.api.changeTasks({ ...operation(), at, action: "park", task_ids: ids() });
  expect(answer.unchanged).toEqual([{ id: one, reason: "no_effect" }]);
  expect((await present()).get(one ?? "")?.status).toBe("done");
});

test("another person's tasks are not found and stay as they are", async () => {
  const stranger = await newPerson();
  await readyPlan(stranger);
  const [theirs] = (await stranger.api.listTasks({ limit: 1 })).items;
  const before = await present();
  const bulk = bulkOf("done", ids());
  await expect(stranger.api.changeTasks(bulk)).rejects.toMatchObject({ code: "not_found" });
  const mixed = bulkOf("done", [one ?? "", theirs?.id ?? ""]);
  expect(await stranger.api.changeTasks(mixed)).toEqual({
    changed: [theirs?.id],
    unchanged: [{ id: one, reason: "not_found" }],
  });
  expect(await present()).toEqual(before);
});

test.each<[string, BulkChange]>([
  ["no tasks", bulkOf("done", [])],
  [
    "201 tasks",
    bulkOf(
      "park",
      Array.from({ length: 201 }, () => "tsk_0000000000"),
    ),
  ],
  ["a week after the last", { ...operation(), action: "move", week: 14, task_ids: ["tsk_0000000000"] }],
])("%s: refused", async (_, bulk) => {
  await expect(person.api.changeTasks(bulk)).rejects.toMatchObject({ code: "validation_failed" });
});

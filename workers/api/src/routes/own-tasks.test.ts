import type { OwnTask } from "@alva/contracts/task";
import { beforeAll, expect, test } from "vitest";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
});

const operation = () => ({ operation_id: crypto.randomUUID() });
const flyers = () =>
  ({
    ...operation(),
    title: " Print  flyers ",
    channel: "ops",
    estimated_minutes: 45,
    due_date: "2026-12-03",
  }) satisfies Partial<OwnTask>;
const own = async () =>
  (await person.api.listTasks({ limit: 200 })).items.filter(({ origin }) => origin === "owner");

test("an own task has the id that its operation foretells, and is listed", async () => {
  const asked = flyers();
  const added = await person.api.addTask(asked);
  expect(added).toMatchObject({
    id: `tsk_${asked.operation_id.replaceAll("-", "")}`,
    title: "Print flyers",
    channel: "ops",
    estimated_minutes: 45,
    effort: 2,
    due_date: "2026-12-03",
    due_at: "2026-12-03T17:00:00-07:00",
    status: "planned",
    origin: "owner",
  });
  expect(await own()).toContainEqual(added);
});

test("adding the same task ten times at once adds it once", async () => {
  const before = (await own()).length;
  const asked = flyers();
  const answers = await Promise.all(Array.from({ length: 10 }, () => person.api.addTask(asked)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await own()).toHaveLength(before + 1);
});

test("different tasks that are added at once each get their place in the list", async () => {
  const before = (await own()).length;
  await Promise.all(Array.from({ length: 8 }, () => person.api.addTask(flyers())));
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await person.api.listTasks({ limit: 3, cursor });
    paged.push(...page.items.filter(({ origin }) => origin === "owner").map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(paged).size).toBe(before + 8);
  expect(paged).toHaveLength(before + 8);
});

test("title, channel and minutes of an own task can be changed, those of a plan's task cannot", async () => {
  const { id } = await person.api.addTask(flyers());
  const wish = { title: "Print posters", channel: "social", estimated_minutes: 120 } as const;
  const changed = await person.api.changeTask(id, { ...operation(), ...wish });
  expect(changed).toMatchObject({ ...wish, effort: 3, due_date: "2026-12-03" });
  const listed = (await person.api.listTasks({ limit: 200, channel: ["social"] })).items;
  expect(listed).toContainEqual(changed);
  const planned = listed.find(({ origin }) => origin === "plan");
  await expect(
    person.api.changeTask(planned?.id ?? "", { ...operation(), title: "Mine now" }),
  ).rejects.toMatchObject({ code: "state_conflict" });
});

test("an own task is deleted, and deleting it again with the same operation says the same", async () => {
  const { id } = await person.api.addTask(flyers());
  const deletion = operation();
  await Promise.all([person.api.deleteTask(id, deletion), person.api.deleteTask(id, deletion)]);
  expect((await own()).map((task) => task.id)).not.toContain(id);
  await expect(person.api.deleteTask(id, operation())).rejects.toMatchObject({ code: "not_found" });
});

test("a task of the plan is not deleted", async () => {
  const task = (await person.api.listTasks({ limit: 200 })).items.find(({ origin }) => origin === "plan");
  await expect(person.api.deleteTask(task?.id ?? "", operation())).rejects.toMatchObject({
    code: "state_conflict",
  });
  expect((await person.api.listTasks({ limit: 200 })).items).toContainEqual(task);
});

test("another person's own task is not found and stays", async () => {
  const { id } = await person.api.addTask(flyers());
  const stranger = await newPerson();
  await readyPlan(stranger);
  await expect(stranger.api.deleteTask(id, operation())).rejects.toMatchObject({ code: "not_found" });
  await expect(stranger.api.changeTask(id, { ...operation(), title: "Theirs" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await own()).find((task) => task.id === id)?.title).toBe("Print flyers");
});

test("without a plan there is nothing to add to", async () => {
  const { api } = await newPerson();
  await expect(api.addTask(flyers())).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  ["title", { title: "  " }],
  ["estimated_minutes", { estimated_minutes: 0 }],
  ["due_date", { due_date: "2026-02-30" }],
])("an own task with a wrong %s is refused by name", async (path, wrong) => {
  await expect(person.api.addTask({ ...flyers(), ...wrong })).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path }],
  });
});

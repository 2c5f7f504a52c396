import { TaskStatus } from "@alva/contracts/master-plan";
import type { TaskHistoryEntry } from "@alva/contracts/task-history";
import { beforeAll, expect, test } from "vitest";
import { forgetPast } from "../queries/forget-past.ts";
import { createPorts } from "../ports.ts";
import { readConfig } from "../config.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { finishPlan, readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
});

const operation = () => ({ operation_id: crypto.randomUUID() });
const newTask = () =>
  person.api.addTask({
    ...operation(),
    title: "Print flyers",
    channel: "ops",
    estimated_minutes: 45,
    due_date: "2026-12-03",
  });
const kinds = ({ at: _, ...entry }: TaskHistoryEntry) => entry;

test("every change of a task is in its history, newest first, page by page", async () => {
  const { api } = person;
  const { id } = await newTask();
  await api.changeTask(id, { ...operation(), due_date: "2026-12-10" });
  await api.changeTask(id, { ...operation(), status: "done", notes: "Blue paper", title: "Print posters" });
  await api.changeTask(id, { ...operation(), status: "planned" });
  await api.changeTasks({ ...operation(), action: "park", task_ids: [id] });
  const expected = [
    {
      kind: "changed",
      status: { from: "planned", to: "deferred" },
      due_date: { from: "2026-12-10", to: null },
    },
    { kind: "changed", status: { from: "done", to: "planned" } },
    {
      kind: "changed",
      status: { from: "planned", to: "done" },
      title: { from: "Print flyers", to: "Print posters" },
      notes: true,
    },
    {
      kind: "changed",
      due_date: { from: "2026-12-03", to: "2026-12-10" },
      pinned: { from: false, to: true },
    },
    { kind: "added" },
  ];
  expect((await api.taskHistory(id)).items.map(kinds)).toEqual(expected);

  const first = await api.taskHistory(id, { limit: 3 });
  const second = await api.taskHistory(id, { limit: 3, cursor: first.next_cursor ?? undefined });
  expect([...first.items, ...second.items].map(kinds)).toEqual(expected);
  expect(second.next_cursor).toBeNull();
});

test("what re-planning, going back and a new plan made of a task is in its history, and nothing of one that stayed", async () => {
  const planner = await newPerson();
  const { api } = planner;
  const first = await readyPlan(planner);
  const board = async () => (await api.listTasks({ limit: 200, status: [...TaskStatus.options] })).items;
  const before = new Map((await board()).map((task) => [task.id, task]));
  const wish = { hours: 2 };
  const { revision } = await api.previewReplan(first, wish);
  const { id: second } = await api.applyReplan(first, wish, { ...operation(), revision });
  const after = await board();
  const moved = after.find(({ id, due_date }) => due_date && due_date !== before.get(id)?.due_date);
  const stayed = after.find(({ id, status, due_date, title }) => {
    const was = before.get(id);
    return was?.status === status && was.due_date === due_date && was.title === title;
  });
  const id = moved?.id ?? "";
  const [from, to] = [before.get(id)?.due_date, moved?.due_date];
  await api.undoPlan(second, operation());
  expect((await api.taskHistory(id)).items.map(kinds)).toMatchObject([
    { kind: "plan_undone", due_date: { from: to, to: from } },
    { kind: "replanned", due_date: { from, to } },
  ]);
  expect((await api.taskHistory(stayed?.id ?? "")).items).toEqual([]);

  // As if governance had once placed it elsewhere.
  await owner`update app.tasks set due_date = due_date + 1, task = task || jsonb_build_object('due_date', due_date + 1)
    where plan_id = ${first} and id = ${id}`;
  const { id: third } = await api.regeneratePlan(first, { idempotencyKey: crypto.randomUUID() });
  await finishPlan(planner, third);
  const compared = await api.comparePlans(first, third);
  await api.applyPlan(third, { ...operation(), revision: compared.revision ?? "" });
  const placed = (await board()).find((task) => task.id === id)?.due_date;
  expect((await api.taskHistory(id)).items[0]).toMatchObject({
    kind: "plan_applied",
    due_date: { to: placed },
  });
});

test("a change that was made earlier is dated when the person made it", async () => {
  const { id } = await newTask();
  const at = new Date(Date.now() - 3_600_000).toISOString();
  await person.api.changeTask(id, { ...operation(), at, status: "done" });
  expect((await person.api.taskHistory(id)).items[0]?.at).toBe(at);
});

test("a repeated operation, a refused change and one that changes nothing leave no trace", async () => {
  const { api } = person;
  const { id } = await newTask();
  const done = { ...operation(), status: "done" as const };
  await Promise.all([api.changeTask(id, done), api.changeTask(id, done)]);
  await expect(api.changeTask(id, { ...operation(), status: "skipped" })).rejects.toMatchObject({
    code: "state_conflict",
  });
  await api.changeTask(id, { ...operation(), status: "done" });
  await api.changeTasks({ ...operation(), action: "done", task_ids: [id] });
  expect((await api.taskHistory(id)).items.map(({ kind }) => kind)).toEqual(["changed", "added"]);
});

test("an own task that is deleted takes its history along, that of others stays", async () => {
  const [gone, kept] = [await newTask(), await newTask()];
  await person.api.deleteTask(gone.id, operation());
  const left =
    await owner`select distinct task_id from app.task_changes where task_id in (${gone.id}, ${kept.id})`;
  expect(left).toEqual([{ task_id: kept.id }]);
});

test("the history of another person's task, or of none, is not found", async () => {
  const { id } = await newTask();
  const stranger = await newPerson();
  await expect(stranger.api.taskHistory(id)).rejects.toMatchObject({ code: "not_found" });
  await expect(person.api.taskHistory("tsk_0000000000")).rejects.toMatchObject({ code: "not_found" });
});

test("history is forgotten after 12 months, answers to operations after 30 days, and nothing sooner", async () => {
  const [old, recent] = [await newTask(), await newTask()];
  await owner`update app.task_changes set at = now() - interval '12 months 1 day' where task_id = ${old.id}`;
  await owner`update app.task_changes set at = now() - interval '11 months 29 days' where task_id = ${recent.id}`;
  const answerAt = (days: number, id: string) => owner`
    update app.task_operations set created_at = now() - make_interval(days => ${days}::int)
    where user_id = ${person.id} and answer -> 'task' ->> 'id' = ${id}`;
  await answerAt(31, old.id);
  await answerAt(29, recent.id);
  await forgetPast(createPorts(readConfig({ ...bindings })).db);
  expect((await person.api.taskHistory(old.id)).items).toEqual([]);
  expect((await person.api.taskHistory(recent.id)).items).toHaveLength(1);
  const kept = await owner`
    select answer -> 'task' ->> 'id' as id from app.task_operations
    where user_id = ${person.id} and answer -> 'task' ->> 'id' in (${old.id}, ${recent.id})`;
  expect(kept).toEqual([{ id: recent.id }]);
});

import type { LedgerLine } from "@alva/contracts/ledger";
import type { Task } from "@alva/contracts/task";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
let planId: string;
let parked: Task;
let merged: Task;
const operation = () => ({ operation_id: crypto.randomUUID() });
const refOf = ({ source }: Task) => `${source.module}:${source.module_task_id}`;
const board = async () => (await person.api.listTasks({ limit: 200 })).items;
const lines = async () => (await person.api.ledger(planId, { limit: 200 })).items;

beforeAll(async () => {
  person = await newPerson();
  planId = await readyPlan(person);
  const [first, second] = (await board()).filter(({ series, part }) => series === null && part === null);
  if (!first || !second) throw new TypeError("standard tasks include some that come once");
  [parked, merged] = [first, second];
});

/** One task parked by governance, one merged away by it. */
beforeEach(async () => {
  const log = [
    { type: "deferred_past_window", week: null, count: 1, items: [parked.id] },
    {
      type: "duplicate_removed",
      week: null,
      count: 1,
      items: [refOf(merged)],
      kept: refOf(parked),
      score: 0.75,
    },
    { type: "channel_gated", week: null, count: 1, items: ["ppc:ppc_gone"], detail: "ppc_budget" },
  ];
  await owner`update app.plans
    set master_plan = jsonb_set(master_plan, '{meta,resolution_log}', ${JSON.stringify(log)}::jsonb) where id = ${planId}`;
  await owner`update app.tasks set status = 'deferred', due_date = null, week = null, pinned = false,
    task = task || '{"due_date":null,"due_at":null,"week":null}' where plan_id = ${planId} and id = ${parked.id}`;
  await owner`delete from app.tasks where plan_id = ${planId} and id = ${merged.id}`;
});

async function lineOf(type: LedgerLine["type"]): Promise<LedgerLine> {
  const line = (await lines()).find((candidate) => candidate.type === type);
  if (!line) throw new TypeError(`a line of ${type} was written`);
  return line;
}

const restore = async (type: LedgerLine["type"], wish: { item?: string; due_date?: string } = {}) =>
  person.api.restoreTasks({ id: planId, line: (await lineOf(type)).id }, { ...operation(), ...wish });

describe("a plan's ledger", () => {
  test("tells of every decision with titles, standard tasks included, page by page", async () => {
    const all = await lines();
    expect(all.slice(0, 3)).toMatchObject([
      { type: "deferred_past_window", action: "restore", items: [{ id: parked.id, title: parked.title }] },
      {
        type: "duplicate_removed",
        action: "restore",
        kept: { title: parked.title },
        items: [{ title: merged.title }],
      },
      { type: "channel_gated", action: "explain", items: [{ title: "An ads task", task_id: null }] },
    ]);
    expect(all.filter(({ type }) => type === "standard_tasks")).toHaveLength(5);
    const paged: LedgerLine[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.api.ledger(planId, { limit: 2, cursor });
      paged.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
  });

  test("is empty while the plan is being made, and another person's is not found", async () => {
    const { api } = await newPerson();
    const { id } = await api.generatePlan({ clientProfile }, { idempotencyKey: crypto.randomUUID() });
    expect(await api.ledger(id)).toEqual({ items: [], next_cursor: null });
    await expect(api.ledger(planId)).rejects.toMatchObject({ code: "not_found" });
    const { id: line } = await lineOf("duplicate_removed");
    await expect(api.restoreTasks({ id: planId, line }, operation())).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("restoring", () => {
  test("a parked task dates and pins it, and the line says so", async () => {
    const { tasks } = await restore("deferred_past_window");
    expect(tasks).toMatchObject([{ id: parked.id, status: "planned", pinned: true, origin: "plan" }]);
    expect(tasks[0]?.due_at).toMatch(/T17:00:00/);
    expect(await board()).toContainEqual(tasks[0]);
    expect(await lineOf("deferred_past_window")).toMatchObject({
      restored: true,
      items: [{ on_board: true }],
    });
    expect((await person.api.taskHistory(parked.id)).items[0]).toMatchObject({ kind: "restored" });
  });

  test("a merged task adds it to the board as it was proposed", async () => {
    const { tasks } = await restore("duplicate_removed", { item: refOf(merged), due_date: "2027-01-13" });
    const { id, title, desc, source } = merged;
    expect(tasks).toMatchObject([
      { id, title, desc, source, due_date: "2027-01-13", pinned: true, status: "planned" },
    ]);
    expect(await board()).toContainEqual(tasks[0]);
  });

  test("parking it again undoes it, and the line can restore it anew", async () => {
    await restore("duplicate_removed");
    await person.api.changeTask(merged.id, { ...operation(), status: "deferred" });
    expect(await lineOf("duplicate_removed")).toMatchObject({ action: "restore", restored: false });
    expect((await restore("duplicate_removed")).tasks).toMatchObject([{ id: merged.id, status: "planned" }]);
  });

  test("ten times at once, with one operation or with ten, has one effect", async () => {
    const { id: line } = await lineOf("duplicate_removed");
    const one = operation();
    const asked = [...Array.from({ length: 5 }, () => one), ...Array.from({ length: 5 }, operation)];
    const answers = await Promise.all(
      asked.map((each) => person.api.restoreTasks({ id: planId, line }, each)),
    );
    expect(new Set(answers.map(({ tasks }) => JSON.stringify(tasks))).size).toBe(1);
    expect((await board()).filter(({ id }) => id === merged.id)).toHaveLength(1);
    const { items } = await person.api.taskHistory(merged.id, { limit: 1 });
    expect(items).toMatchObject([{ kind: "restored" }]);
  });

  test("says by how much the week is over when the owner chooses a full one", async () => {
    const full = (await person.api.getDashboard()).plan.window_start;
    const { api } = person;
    await api.addTask({
      ...operation(),
      title: "Fill the week",
      channel: "ops",
      estimated_minutes: 480,
      due_date: full,
    });
    const { over } = await restore("deferred_past_window", { due_date: full });
    expect(over).toMatchObject([{ week_of: full, minutes: expect.any(Number) }]);
  });

  test("what a gate kept out is refused with the reason", async () => {
    await expect(restore("channel_gated")).rejects.toMatchObject({
      code: "state_conflict",
      message: expect.stringContaining("$300"),
    });
  });

  test("an operation id of another request, an unknown line and an unknown item are refused", async () => {
    const { id: line } = await lineOf("duplicate_removed");
    const used = operation();
    await person.api.restoreTasks({ id: planId, line }, used);
    await expect(
      person.api.restoreTasks({ id: planId, line }, { ...used, due_date: "2027-01-13" }),
    ).rejects.toMatchObject({ code: "idempotency_key_reused" });
    await expect(
      person.api.restoreTasks({ id: planId, line: "ldg_0000000000" }, operation()),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(restore("duplicate_removed", { item: "email:other" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

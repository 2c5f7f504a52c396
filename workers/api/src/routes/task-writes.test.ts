import type { OwnTask, TaskWrite } from "@alva/contracts/task";
import { ownTaskId } from "@alva/contracts/own-task";
import { beforeAll, expect, test } from "vitest";
import { newPerson } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
/** A task of the plan. */
let planned: string;
beforeAll(async () => {
  person = await newPerson();
  await readyPlan(person);
  planned = (await person.api.listTasks({ limit: 1 })).items[0]?.id ?? "";
});

const operation = () => ({ operation_id: crypto.randomUUID() });
const flyers = (fields: Partial<OwnTask> = {}): OwnTask => ({
  ...operation(),
  title: "Print flyers",
  channel: "ops",
  estimated_minutes: 45,
  due_date: "2026-12-03",
  notes: "",
  ...fields,
});
const add = (task = flyers()): TaskWrite & { readonly kind: "add" } => ({ kind: "add", operation: task });
const change = (task_id: string, fields: object): TaskWrite => ({
  kind: "change",
  task_id,
  operation: { ...operation(), ...fields },
});
const deletion = (task_id: string): TaskWrite => ({ kind: "delete", task_id, operation: operation() });
const idOf = ({ operation: { operation_id } }: TaskWrite) => ownTaskId(operation_id);

const write = async (...writes: TaskWrite[]) => (await person.api.writeTasks({ writes })).answers;
const titles = async (api = person.api) =>
  (await api.listTasks({ limit: 200, status: ["planned", "done"] })).items.map(({ title }) => title);

test("writes are made in their order: a task is added, renamed and finished, another one deleted again", async () => {
  const [kept, dropped] = [add(), add(flyers({ title: "A passing thought" }))];
  const [added, , renamed, done, deleted] = await write(
    kept,
    dropped,
    change(idOf(kept), { title: "Print posters" }),
    change(idOf(kept), { status: "done" }),
    deletion(idOf(dropped)),
  );
  expect(added).toMatchObject({ kind: "taken", task: { id: idOf(kept), title: "Print flyers" } });
  expect(renamed).toMatchObject({ kind: "taken", task: { title: "Print posters", status: "planned" } });
  expect(done).toMatchObject({ kind: "taken", task: { title: "Print posters", status: "done" } });
  expect(deleted).toEqual({ kind: "taken", task: null });
  expect(await titles()).toContain("Print posters");
  expect(await titles()).not.toContain("A passing thought");
});

const refused = (code: string, status: number, detail: string) => ({
  kind: "refused",
  problem: { code, status, detail },
});

test("one that is refused says what its own request would have said, and stops no other", async () => {
  const last = change(planned, { notes: "Ask Ana" });
  const answers = await write(
    deletion(planned),
    change(planned, { title: "Mine now" }),
    deletion("tsk_0000000000"),
    change("tsk_0000000000", { status: "done" }),
    last,
  );
  const missing = refused("not_found", 404, "You have no plan with this task.");
  expect(answers).toEqual([
    refused("state_conflict", 409, "A task of the plan is parked or skipped, not deleted."),
    refused("state_conflict", 409, "Title, channel and minutes can be changed on your own tasks only."),
    missing,
    missing,
    { kind: "taken", task: expect.objectContaining({ id: planned, notes: "Ask Ana" }) },
  ]);
});

test("the same writes ten times at once are made once, and all are answered alike", async () => {
  const own = add(flyers({ title: "Once only" }));
  const writes = [own, change(idOf(own), { notes: "first" })];
  const answers = await Promise.all(Array.from({ length: 10 }, () => write(...writes)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await titles()).filter((title) => title === "Once only")).toHaveLength(1);
});

test("an operation is the same one alone and among others, in whichever way it came first", async () => {
  const own = add(flyers({ title: "Alone first" }));
  const alone = await person.api.addTask(own.operation);
  const edit = change(alone.id, { title: "Among others first" });
  const deleting = deletion(alone.id);
  const [added, edited] = await write(own, edit);
  expect(added).toEqual({ kind: "taken", task: alone });
  expect(await person.api.changeTask(alone.id, edit.operation)).toEqual(
    edited?.kind === "taken" && edited.task,
  );
  await person.api.deleteTask(alone.id, deleting.operation);
  expect(await write(deleting)).toEqual([{ kind: "taken", task: null }]);
});

test("an operation id that another write has is refused", async () => {
  const own = flyers();
  expect(await write(add(own), add({ ...own, title: "Another" }))).toMatchObject([
    { kind: "taken" },
    { kind: "refused", problem: { code: "idempotency_key_reused" } },
  ]);
});

test("another person's tasks stay as they are, and their ids tell nothing", async () => {
  const stranger = await newPerson();
  await readyPlan(stranger);
  const theirs = add(flyers({ title: "Theirs" }));
  await stranger.api.writeTasks({ writes: [theirs] });
  const mine = add(flyers({ operation_id: theirs.operation.operation_id, title: "Mine" }));
  const refused = { kind: "refused", problem: { code: "not_found" } };
  expect(
    await write(change(idOf(theirs), { title: "Taken" }), deletion(idOf(theirs)), deletion("tsk_1111111111")),
  ).toMatchObject([refused, refused, refused]);
  expect(await write(mine)).toMatchObject([{ kind: "taken", task: { title: "Mine" } }]);
  expect(await titles(stranger.api)).toContain("Theirs");
  expect(await titles(stranger.api)).not.toContain("Mine");
});

test("without a plan each write is refused", async () => {
  const { api } = await newPerson();
  const { answers } = await api.writeTasks({ writes: [add(), change(planned, { pinned: true })] });
  const refused = { kind: "refused", problem: { code: "not_found" } };
  expect(answers).toMatchObject([refused, refused]);
});

test("fifty writes with the longest notes are taken together, fifty-one are not", async () => {
  const longest = Array.from({ length: 50 }, () => change(planned, { notes: "é".repeat(2000) }));
  expect((await write(...longest)).map(({ kind }) => kind)).toEqual(longest.map(() => "taken"));
  await expect(write(...longest, change(planned, { notes: "" }))).rejects.toMatchObject({
    code: "validation_failed",
  });
});

import type { NewNote } from "@alva/contracts/client-note";
import { beforeEach, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { newPerson } from "../testing/person.ts";
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

let person: Awaited<ReturnType<typeof newPerson>>;
beforeEach(async () => {
  person = await newPerson();
});

const operation = () => ({ operation_id: crypto.randomUUID() });
const note = (text: string) => ({ ...operation(), text, source: "settings" }) satisfies Partial<NewNote>;
const versions = async () =>
  (await owner`select version from app.profile_versions where user_id = ${person.id} order by version`).map(
    ({ version }) => version,
  );

const reasons = async () =>
  (await person.api.getProfile()).client_notes.filter(({ source }) => source === "task");

test("a note comes last in the profile, as a version of its own, and leaves the rest as it was", async () => {
  const {
    client_notes,
    profile_version,
    updated_at: _,
    ...before
  } = await person.api.putProfile(clientProfile);
  const asked = note(" We are closed the last week of December. ");
  const after = await person.api.addNote(asked);
  expect(after).toMatchObject({ ...before, profile_version: profile_version + 1 });
  expect(after.client_notes).toEqual([
    ...client_notes,
    {
      id: asked.operation_id,
      at: expect.any(String),
      source: "settings",
      text: "We are closed the last week of December.",
      task_id: null,
    },
  ]);
  expect(await person.api.getProfile()).toEqual(after);
  expect(await versions()).toEqual([1, 2]);
});

test("a note that is sent ten times at once is taken once, and others at the same moment are not lost", async () => {
  await person.api.putProfile({ ...clientProfile, client_notes: [] });
  const repeated = note("I have no printer.");
  const others = ["one", "two", "three"].map(note);
  await Promise.all(
    [...Array.from({ length: 10 }, () => repeated), ...others].map((each) => person.api.addNote(each)),
  );
  const texts = (await person.api.getProfile()).client_notes.map(({ text }) => text);
  expect(texts.toSorted()).toEqual(["I have no printer.", "one", "three", "two"]);
  expect(await versions()).toEqual([1, 2, 3, 4, 5]);
});

test("of more than 50 notes the oldest goes, and a repetition of what is gone stays without effect", async () => {
  const full = Array.from({ length: 50 }, (_, index) => ({
    id: `n${index}`,
    at: "2026-01-01T00:00:00Z",
    source: "chat" as const,
    text: `Note ${index}`,
  }));
  await person.api.putProfile({ ...clientProfile, client_notes: full });
  const asked = note("The newest");
  const { client_notes } = await person.api.addNote(asked);
  expect(client_notes.map(({ text }) => text)).toEqual([
    ...full.slice(1).map(({ text }) => text),
    "The newest",
  ]);
  const { profile_version } = await person.api.putProfile({ ...clientProfile, client_notes: [] });
  expect(await person.api.addNote(asked)).toMatchObject({ profile_version, client_notes: [] });
});

test("another note changes what plans are found by, as it does when the profile is sent whole", async () => {
  const hash = async () =>
    (await owner`select profile_hash from app.profiles where user_id = ${person.id}`)[0];
  await person.api.putProfile(clientProfile);
  const before = await hash();
  await person.api.addNote(note("I have no printer."));
  expect(await hash()).not.toEqual(before);
  expect(await hash()).toEqual({ profile_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("a used operation id with another text, and a note without a profile, are refused", async () => {
  await expect(person.api.addNote(note("x"))).rejects.toMatchObject({ code: "not_found" });
  await person.api.putProfile(clientProfile);
  const asked = note("One thing");
  await person.api.addNote(asked);
  await expect(person.api.addNote({ ...asked, text: "Another" })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
});

test.each([
  ["text", { text: " \u200b " }],
  ["text", { text: "x".repeat(501) }],
  ["task_id", { task_id: "1; drop table" }],
])("a note with a wrong %s is refused by name", async (path, wrong) => {
  await expect(person.api.addNote({ ...note("x"), ...wrong })).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path }],
  });
});

describe("the reason of a refused task", () => {
  let taskId: string;
  beforeEach(async () => {
    await readyPlan(person);
    taskId = (await person.api.listTasks({ limit: 1 })).items[0]?.id ?? "";
  });

  test("becomes a note about the task, once per operation", async () => {
    const refusal = { ...operation(), status: "skipped" as const, reason: "I have no printer." };
    await Promise.all([person.api.changeTask(taskId, refusal), person.api.changeTask(taskId, refusal)]);
    expect(await reasons()).toMatchObject([
      { id: refusal.operation_id, text: "I have no printer.", task_id: taskId, source: "task" },
    ]);
  });

  test("is not kept when the task may not be refused", async () => {
    await person.api.changeTask(taskId, { ...operation(), status: "done" });
    await expect(
      person.api.changeTask(taskId, { ...operation(), status: "skipped", reason: "Too late" }),
    ).rejects.toMatchObject({ code: "state_conflict" });
    expect(await reasons()).toEqual([]);
  });

  test("goes with a refusal only", async () => {
    await expect(
      person.api.changeTask(taskId, { ...operation(), status: "done", reason: "Fun" }),
    ).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "reason" }] });
  });
});

import { expect, test } from "vitest";
import { taskOf } from "../board/testing/task.ts";
import { standingOf } from "./standing.ts";

const operation = { operation_id: "5a0c2f70-56ff-4d42-b8f3-6f1f6a0f5d10" };
const task = taskOf({ title: "Photo", status: "done", due_date: "2026-09-08", estimated_minutes: 75 });

test.each([
  [{ status: "planned" }, "done, due Tue, Sep 8"],
  [{ due_date: "2026-09-10" }, "done, due Tue, Sep 8"],
  [{ notes: "mine" }, "without notes"],
  [{ pinned: true }, "not pinned"],
  [{ title: "Picture", channel: "social", estimated_minutes: 20 }, "called “Photo”, Social, 1 h 15"],
] as const)("after a change of %o it is told that the task is %s", (change, words) => {
  expect(standingOf(task, { ...operation, ...change })).toBe(words);
});

test("notes are quoted as far as a short message has room", () => {
  const noted = taskOf({ notes: "Ask Ana. ".repeat(20) });
  expect(standingOf(noted, { ...operation, notes: "" })).toMatch(/^with the notes “Ask Ana\. .{40,60}…”$/);
});

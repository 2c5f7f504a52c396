import { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type TaskChange } from "@alva/contracts/task";
import { assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { taskOf } from "../board/testing/task.ts";
import { changed, isListed, isOverruled, wayTo, withChanges } from "./task-changes.ts";

const task = taskOf({ id: "tsk_0123456789", due_date: "2026-09-08", quick_win: true });

const operation = (change: Omit<TaskChange, "operation_id" | "at">): TaskChange => ({
  ...change,
  operation_id: "5a0c2f70-56ff-4d42-b8f3-6f1f6a0f5d10",
  at: "2026-09-08T09:00:00.000Z",
});
const queued = (change: Omit<TaskChange, "operation_id" | "at">, id = task.id) => ({
  task_id: id,
  title: task.title,
  operation: operation(change),
});

test("a task is shown with all changes that wait for it, the last one on top", () => {
  const shown = withChanges(task, [
    queued({ status: "in_progress", notes: "window light" }),
    queued({ status: "deferred" }, "tsk_other"),
    queued({ status: "done" }),
  ]);
  expect(shown).toMatchObject({ status: "done", notes: "window light" });
});

test("a new date pins a task, unless it is said otherwise", () => {
  expect(changed(task, operation({ due_date: "2026-09-10" }))).toMatchObject({ pinned: true });
  expect(changed(task, operation({ due_date: "2026-09-10", pinned: false }))).toMatchObject({
    pinned: false,
  });
});

test("a task leaves a list as soon as its status is not among those asked for", () => {
  const refused = changed(task, operation({ status: "skipped" }));
  expect(isListed({}, task)).toBe(true);
  expect(isListed({}, refused)).toBe(false);
  expect(isListed({ status: ["skipped"] }, refused)).toBe(true);
  expect(isListed({ status: ["planned"] }, refused)).toBe(false);
});

test("an answer that is not what was wanted was overruled by something later", () => {
  expect(isOverruled(queued({ status: "planned" }), { ...task, status: "done" })).toBe(true);
  expect(isOverruled(queued({ status: "done" }), { ...task, status: "done", due_date: null })).toBe(false);
});

test("every way between two statuses consists of allowed moves, and ends where it should", () => {
  const status = constantFrom(...TaskStatus.options);
  assert(
    property(status, status, (to, from) => {
      const way = wayTo(to, from);
      if (way.length === 0) return;
      expect(way.at(-1)).toBe(to);
      way.reduce((before, next) => {
        expect(allowedFrom[next]).toContain(before);
        return next;
      }, from);
    }),
  );
  expect(wayTo("deferred", "done")).toEqual(["planned", "deferred"]);
  expect(wayTo("done", "planned")).toEqual(["done"]);
});

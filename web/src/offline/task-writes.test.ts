import { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type TaskChange } from "@alva/contracts/task";
import { assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { taskOf } from "../board/testing/task.ts";
import { changed, isListed, isOverruled, wayTo, withChanges, withWaitingWins } from "./task-changes.ts";

const task = taskOf({ id: "tsk_0123456789", due_date: "2026-09-08", quick_win: true });

const operation = (change: Omit<TaskChange, "operation_id" | "at">): TaskChange => ({
  ...change,
  operation_id: "5a0c2f70-56ff-4d42-b8f3-6f1f6a0f5d10",
  at: "2026-09-08T09:00:00.000Z",
});
const queued = (change: Omit<TaskChange, "operation_id" | "at">, id = task.id) => ({
  task_id: id,
  title: task.title,
  quick_win: task.quick_win,
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

test("a parked task has no date", () => {
  expect(changed(task, operation({ status: "deferred" }))).toMatchObject({ due_date: null, week: null });
});

const today = { today: "2026-09-08", timezone: "Europe/Paris" };
const streak = {
  count: 2,
  days: [
    { date: "2026-09-07", state: "kept" as const },
    { date: "2026-09-08", state: "neutral" as const },
  ],
};
const kept = { count: 3, days: [streak.days[0], { date: "2026-09-08", state: "kept" }] };

test("a quick win that was done today keeps the day before the server hears of it", () => {
  expect(withWaitingWins(streak, today, [queued({ status: "done" })])).toEqual(kept);
});

test.each([
  ["it was taken back", [queued({ status: "done" }), queued({ status: "planned" })]],
  ["the task is none", [{ ...queued({ status: "done" }), quick_win: false }]],
  [
    "it is from the day before, where the plan is",
    [{ ...queued({}), operation: { ...operation({ status: "done" }), at: "2026-09-07T21:59:00.000Z" } }],
  ],
])("the streak stays as the server has it when %s", (_case, changes) => {
  expect(withWaitingWins(streak, today, changes)).toEqual(streak);
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

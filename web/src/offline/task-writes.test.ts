import { TaskStatus } from "@alva/contracts/master-plan";
import { ownTaskId } from "@alva/contracts/own-task";
import { allowedFrom, type OwnTask, type TaskChange } from "@alva/contracts/task";
import { assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { taskOf } from "../board/testing/task.ts";
import { queuedWrite } from "./queued-write.ts";
import {
  addedTask,
  changed,
  deadlinesAfter,
  isListed,
  isOverruled,
  taskAfter,
  tasksAfter,
  wayTo,
  withWaitingWins,
} from "./task-writes.ts";

const task = taskOf({ id: "tsk_0123456789", due_date: "2026-09-08", quick_win: true });

const operation = (change: Omit<TaskChange, "operation_id" | "at">): TaskChange => ({
  ...change,
  operation_id: "5a0c2f70-56ff-4d42-b8f3-6f1f6a0f5d10",
  at: "2026-09-08T09:00:00.000Z",
});
const queued = (change: Omit<TaskChange, "operation_id" | "at">, to = task) =>
  queuedWrite(to, { kind: "change", task_id: to.id, operation: operation(change) });
const deletionOf = (to = task) =>
  queuedWrite(to, {
    kind: "delete",
    task_id: to.id,
    operation: { operation_id: "5a0c2f70-56ff-4d42-b8f3-6f1f6a0f5d11" },
  });

const flyers: OwnTask = {
  operation_id: "00c0ffee-56ff-4d42-b8f3-6f1f6a0f5d10",
  at: "2026-09-08T09:00:00.000Z",
  title: "Print flyers",
  channel: "ops",
  estimated_minutes: 45,
  due_date: "2026-09-10",
  notes: "On the thick paper",
};
const added = addedTask(flyers, task.plan_id);
const adding = queuedWrite(added, { kind: "add", operation: flyers });

test("a task is shown with all changes that wait for it, the last one on top", () => {
  const shown = taskAfter(task, [
    queued({ status: "in_progress", notes: "window light" }),
    queued({ status: "deferred" }, taskOf({ id: "tsk_other00000" })),
    queued({ status: "done" }),
  ]);
  expect(shown).toMatchObject({ status: "done", notes: "window light" });
});

test("a task that waits to be added is shown under the id that it will have, with what was done to it since", () => {
  const [, own, ...others] = tasksAfter([task], [adding, queued({ status: "done", title: "Flyers" }, added)]);
  expect(own).toMatchObject({
    id: ownTaskId(flyers.operation_id),
    title: "Flyers",
    status: "done",
    effort: 2,
    due_date: "2026-09-10",
    origin: "owner",
    notes: "On the thick paper",
  });
  expect(others).toEqual([]);
});

test("one that the server has added meanwhile is shown once, as the server has it", () => {
  const theirs = { ...added, week: 1 };
  expect(tasksAfter([task, theirs], [adding])).toEqual([task, theirs]);
});

test("a task that waits to be deleted is not shown", () => {
  expect(tasksAfter([task, added], [deletionOf(added)])).toEqual([task]);
  expect(taskAfter(task, [deletionOf()])).toBeNull();
});

const due = (id: string, due_date: string) => taskOf({ id, due_date });

test("the next deadlines are three, with the tasks that wait to be added, and without those that do not lie ahead any more", () => {
  const deadlines = [
    due("tsk_first00000", "2026-09-08"),
    due("tsk_second0000", "2026-09-09"),
    due("tsk_third00000", "2026-09-11"),
  ];
  const idsAfter = (...writes: Parameters<typeof deadlinesAfter>[1]) =>
    deadlinesAfter({ deadlines, today: "2026-09-08" }, writes).map(({ id }) => id);
  expect(idsAfter(adding)).toEqual(["tsk_first00000", "tsk_second0000", added.id]);
  expect(
    idsAfter(adding, queued({ due_date: "2026-09-07" }, deadlines[0]), queued({ status: "done" }, added)),
  ).toEqual(["tsk_second0000", "tsk_third00000"]);
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
  ["the task is none", [queued({ status: "done" }, { ...task, quick_win: false })]],
  [
    "it is from the day before, where the plan is",
    [
      queuedWrite(task, {
        kind: "change",
        task_id: task.id,
        operation: { ...operation({ status: "done" }), at: "2026-09-07T21:59:00.000Z" },
      }),
    ],
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
  expect(isOverruled(operation({ status: "planned" }), { ...task, status: "done" })).toBe(true);
  expect(isOverruled(operation({ status: "done" }), { ...task, status: "done", due_date: null })).toBe(false);
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

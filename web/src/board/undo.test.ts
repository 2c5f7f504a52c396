import { channels, type TaskStatus, TaskStatus as Statuses } from "@alva/contracts/master-plan";
import { allowedFrom, type Task } from "@alva/contracts/task";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../api/task-changes.ts";
import { changed } from "../offline/task-writes.ts";
import { taskOf } from "./testing/task.ts";
import { undoOf } from "./undo.ts";

const status = fc.constantFrom(...Statuses.options);
const task = fc
  .record({ status, pinned: fc.boolean(), notes: fc.string(), day: fc.integer({ min: 1, max: 30 }) })
  .map(({ day, ...fields }) =>
    taskOf({ ...fields, due_date: fields.status === "deferred" ? null : dayOf(day) }),
  );
// What the board offers changes one thing at a time; only the form of one's own tasks changes three.
const change = fc.oneof(
  fc.record({ status }),
  fc.record({ notes: fc.string() }),
  fc.record({ pinned: fc.boolean() }),
  fc.record({ due_date: fc.integer({ min: 1, max: 30 }).map(dayOf) }),
  fc.record({
    title: fc.string({ minLength: 1 }),
    channel: fc.constantFrom(...channels),
    estimated_minutes: fc.integer({ min: 5, max: 480 }),
  }),
);

test("what is undone is as it was before, by moves that the board allows", () => {
  fc.assert(
    fc.property(task, change, (before, change) => {
      fc.pre(isAllowed(before.status, change));
      let now = asTheServer(before, change);
      for (const back of undoOf(before, change)) {
        expect(isAllowed(now.status, back)).toBe(true);
        now = asTheServer(now, back);
      }
      // Which week a parked task comes back to, the server knows.
      expect({ ...now, week: before.week }).toEqual(before);
    }),
  );
});

test("a task refused while it was under way comes back by way of planned", () => {
  const before = taskOf({ status: "deferred", due_date: null });
  expect(undoOf(before, { status: "skipped" })).toEqual([{ status: "planned" }, { status: "deferred" }]);
});

function dayOf(day: number): string {
  return `2026-09-${String(day).padStart(2, "0")}`;
}

function isAllowed(from: TaskStatus, { status = from, due_date }: Change): boolean {
  const isOpen = status === "planned" || status === "in_progress";
  return (status === from || allowedFrom[status].includes(from)) && (due_date === undefined || isOpen);
}

function asTheServer(task: Task, change: Change): Task {
  return changed(task, { operation_id: "00000000-0000-4000-8000-000000000000", ...change });
}

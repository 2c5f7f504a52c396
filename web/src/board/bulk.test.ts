import { expect, test } from "vitest";
import { changesOf } from "./bulk.ts";
import { taskOf } from "./testing/task.ts";

const start = "2026-09-07";
const tuesday = taskOf({ id: "tsk_tuesday000", due_date: "2026-09-08" });
const parked = taskOf({ id: "tsk_parked0000", status: "deferred", due_date: null, week: null });
const done = taskOf({ id: "tsk_done000000", status: "done" });
const all = [tuesday, parked, done];

const made = (action: Parameters<typeof changesOf>[0]) =>
  changesOf(action, all, start).map(({ task, change }) => [task.id, change]);

test("a week has a task on the weekday it had, and a parked one on its Friday", () => {
  expect(made({ action: "move", week: 3 })).toEqual([
    [tuesday.id, { due_date: "2026-09-22" }],
    [parked.id, { status: "planned", due_date: "2026-09-25" }],
  ]);
});

test("what stands so already or cannot go there is left alone", () => {
  expect(made({ action: "move", week: 1 })).toEqual([
    [parked.id, { status: "planned", due_date: "2026-09-11" }],
  ]);
  expect(made({ action: "done" })).toEqual([[tuesday.id, { status: "done" }]]);
  expect(made({ action: "park" })).toEqual([[tuesday.id, { status: "deferred" }]]);
});

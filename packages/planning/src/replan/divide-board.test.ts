import { expect, test } from "vitest";
import { boardTask } from "../exports/testing/board-task.ts";
import { type BoardTask, divideBoard } from "./divide-board.ts";

const days = { yesterday: "2026-09-08", today: "2026-09-09", friday: "2026-09-11", monday: "2026-09-14" };

function task(id: string, fields: Partial<BoardTask> = {}): BoardTask {
  return { ...boardTask, series: null, owner_set_status: false, ...fields, id: `tsk_${id}` };
}

function divide(...tasks: BoardTask[]) {
  const { fixed, missed } = divideBoard({ tasks, today: days.today, opensOn: days.monday });
  return { fixed: fixed.map(({ id }) => id), missed: missed.map(({ id }) => id) };
}

const series = { index: 2, total: 3 };

test.each<[string, Partial<BoardTask>, "fixed" | "missed" | "free"]>([
  ["planned in an open week", { due_date: days.monday }, "free"],
  ["parked by the plan", { due_date: null, status: "deferred" }, "free"],
  ["parked by its owner", { due_date: null, status: "deferred", owner_set_status: true }, "fixed"],
  ["refused", { due_date: days.monday, status: "skipped", owner_set_status: true }, "fixed"],
  ["begun", { due_date: days.monday, status: "in_progress", owner_set_status: true }, "fixed"],
  ["done", { due_date: days.monday, status: "done", owner_set_status: true }, "fixed"],
  ["pinned", { due_date: days.monday, pinned: true }, "fixed"],
  ["pinned and overdue", { due_date: days.yesterday, pinned: true }, "fixed"],
  ["its owner's", { due_date: days.monday, origin: "owner" }, "fixed"],
  ["due today", { due_date: days.today }, "fixed"],
  ["due on Friday, in a series", { due_date: days.friday, series }, "fixed"],
  ["overdue", { due_date: days.yesterday }, "free"],
  ["overdue after it was begun and put back", { due_date: days.yesterday, owner_set_status: true }, "free"],
  ["overdue in a series", { due_date: days.yesterday, series }, "missed"],
  ["let go before", { due_date: days.yesterday, series, status: "skipped" }, "missed"],
])("a task %s is %3$s", (_, fields, fate) => {
  const id = "tsk_a";
  expect(divide(task("a", fields))).toEqual({
    fixed: fate === "fixed" ? [id] : [],
    missed: fate === "missed" ? [id] : [],
  });
});

const part = (index: number) => ({ index, total: 2 });

test.each<[string, Partial<BoardTask>, Partial<BoardTask>, "fixed" | "missed" | "free"]>([
  ["one begun", { status: "in_progress", due_date: days.yesterday }, { due_date: days.monday }, "fixed"],
  ["the later one pinned", { due_date: days.yesterday }, { due_date: days.monday, pinned: true }, "fixed"],
  ["one overdue", { due_date: days.yesterday }, { due_date: days.friday }, "free"],
  ["one due this week", { due_date: days.friday }, { due_date: days.monday }, "fixed"],
  [
    "one overdue in a series",
    { due_date: days.yesterday, series },
    { due_date: days.monday, series },
    "missed",
  ],
])("both parts of a task with %s are %4$s", (_, first, second, fate) => {
  const ids = ["tsk_a", "tsk_b"];
  const divided = divide(task("a", { part: part(1), ...first }), task("b", { part: part(2), ...second }));
  expect(divided).toEqual({
    fixed: fate === "fixed" ? ids : [],
    missed: fate === "missed" ? ids : [],
  });
});

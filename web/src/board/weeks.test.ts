import { expect, test } from "vitest";
import { dashboardOf } from "./testing/dashboard.ts";
import { taskOf } from "./testing/task.ts";
import { groupByWeek, minutesByWeek, sortTasks, weekOf, weeksOf } from "./weeks.ts";

const start = "2026-09-07";

test("a week's minutes are those of all its tasks, done ones included, but the refused", () => {
  const minutes = minutesByWeek(
    [
      taskOf({ week: 2, estimated_minutes: 75 }),
      taskOf({ week: 2, estimated_minutes: 20, status: "done" }),
      taskOf({ week: 2, estimated_minutes: 30, status: "skipped" }),
      taskOf({ week: null, due_date: null, estimated_minutes: 30, status: "deferred" }),
    ],
    start,
  );
  expect([...minutes]).toEqual([[2, 95]]);
});

test("tasks are in order of due date, then priority, and those without a date come last", () => {
  const sorted = sortTasks([
    taskOf({ id: "tsk_undated000", due_date: null, priority: 1 }),
    taskOf({ id: "tsk_later00000", due_date: "2026-09-09", priority: 1 }),
    taskOf({ id: "tsk_normal0000", due_date: "2026-09-08", priority: 2 }),
    taskOf({ id: "tsk_urgent0000", due_date: "2026-09-08", priority: 1 }),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual([
    "tsk_urgent0000",
    "tsk_normal0000",
    "tsk_later00000",
    "tsk_undated000",
  ]);
});

test("tasks come in groups of their weeks, those without one apart", () => {
  const groups = groupByWeek(
    [taskOf({ week: 1 }), taskOf({ week: 1 }), taskOf({ week: 3 }), taskOf({ week: null, due_date: null })],
    start,
  );
  expect(groups.map(({ week, tasks }) => [week, tasks.length])).toEqual([
    [1, 2],
    [3, 1],
    [null, 1],
  ]);
});

test.each([
  ["before the plan begins", "2026-09-01", null, 1],
  ["in the middle of it", "2026-10-20", 7, 7],
  ["on its last day", "2026-12-06", 13, 13],
  ["after it", "2026-12-07", null, undefined],
])(
  "%s the first week that a task may be moved to is the present one, if there is one",
  (_when, today, week, first) => {
    const { plan } = dashboardOf();
    expect(weeksOf(dashboardOf({ today, plan: { ...plan, week } }), []).first).toBe(first);
  },
);

test.each([
  ["2026-09-07", 1],
  ["2026-09-13", 1],
  ["2026-09-14", 2],
  ["2026-12-06", 13],
  ["2026-09-06", null],
  ["2026-12-07", null],
])("a task that was moved to %s on this device is in week %s", (due_date, week) => {
  expect(weekOf(taskOf({ week: null, due_date }), start)).toBe(week);
});

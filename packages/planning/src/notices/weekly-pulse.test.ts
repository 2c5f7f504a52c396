import { expect, test } from "vitest";
import { boardTask } from "../exports/testing/board-task.ts";
import { weeklyPulse } from "./weekly-pulse.ts";

const plan = {
  client_id: "c",
  window_start: "2026-09-07",
  window_end: "2026-12-05",
  weekly_capacity_hours: 2.5,
  timezone: "America/Denver",
};
const monday = "2026-09-14";
const due = (due_date: string | null, more: Partial<typeof boardTask> = {}) => ({ due_date, ...more });
const doneOn = (completed_local_date: string) => ({ status: "done" as const, completed_local_date });
const pulse = (tasks: readonly Partial<typeof boardTask>[]) =>
  weeklyPulse({ monday, plan, tasks: tasks.map((task) => ({ ...boardTask, ...task })), quickWins: [] });

test("done is what was completed from the Monday before to the Sunday, by the stored local dates", () => {
  expect(pulse(["2026-09-06", "2026-09-07", "2026-09-13", "2026-09-14"].map(doneOn)).done).toBe(2);
});

test("this week is what is open and due from Monday to Sunday, three titles of it, quick wins left out", () => {
  const told = pulse([
    due("2026-09-13"),
    due("2026-09-14", { title: "A quick one", quick_win: true, estimated_minutes: 20 }),
    due("2026-09-14", { title: "A" }),
    due("2026-09-15", { title: "B", status: "in_progress" }),
    due("2026-09-16", { title: "C" }),
    due("2026-09-20", { title: "D" }),
    due("2026-09-17", { status: "done" }),
    due("2026-09-17", { status: "skipped" }),
    due("2026-09-21"),
    due(null, { status: "deferred" }),
  ]);
  expect(told).toMatchObject({ due: 5, due_minutes: 320, capacity_minutes: 150, titles: ["A", "B", "C"] });
});

test("the streak is that of the home page on this Monday", () => {
  const quickWins = ["2026-09-10", "2026-09-11"].map((date) => ({
    dueDate: date,
    completedOn: date,
    withdrawnOn: null,
  }));
  expect(weeklyPulse({ monday, plan, tasks: [], quickWins }).streak).toBe(2);
});

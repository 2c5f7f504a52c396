import type { Task } from "@alva/contracts/task";
import { describe, expect, test } from "vitest";
import { dashboardOn } from "./dashboard.ts";

// A Monday; the window's 13 weeks end on Saturday, 2026-12-05.
const plan = {
  client_id: "c",
  window_start: "2026-09-07",
  window_end: "2026-12-05",
  weekly_capacity_hours: 5,
  timezone: "America/Denver",
};

function task(id: string, own: Partial<Task>): Task {
  return {
    id,
    plan_id: "0196a5a0-0000-4000-8000-000000000001",
    title: id,
    desc: "",
    steps: [],
    channel: "ops",
    effort: 1,
    estimated_minutes: 30,
    week: 1,
    due_date: "2026-09-09",
    due_at: null,
    status: "planned",
    tags: [],
    priority: 2,
    quick_win: false,
    due_hint: null,
    series: null,
    part: null,
    because: [],
    source: { module: "ops", module_task_id: id, fallback: false },
    external_refs: { gcal_event_id: null, clickup_task_id: null },
    pinned: false,
    notes: "",
    completed_at: null,
    completed_local_date: null,
    origin: "plan",
    updated_at: "2026-09-07T00:00:00.000Z",
    ...own,
  };
}

const show = (today: string, tasks: readonly Task[] = []) =>
  dashboardOn({
    today,
    planId: "0196a5a0-0000-4000-8000-000000000001",
    plan,
    tasks: tasks.map((each) => ({ ...each, whole: each })),
    quickWins: [],
  });

test.each([
  ["2026-09-06", null],
  ["2026-09-07", 1],
  ["2026-09-13", 1],
  ["2026-09-14", 2],
  ["2026-12-05", 13],
  ["2026-12-07", null],
])("%s is week %s of the plan", (today, week) => {
  expect(show(today).plan.week).toBe(week);
});

describe("the minutes of a week", () => {
  test("are planned by due date and used by day of completion, Monday to Sunday", () => {
    const tasks = [
      task("monday", { due_date: "2026-09-14" }),
      task("sunday", { due_date: "2026-09-20", status: "in_progress" }),
      task("next", { due_date: "2026-09-21" }),
      task("late", { due_date: "2026-09-11", status: "done", completed_local_date: "2026-09-14" }),
      task("early", { due_date: "2026-09-15", status: "done", completed_local_date: "2026-09-13" }),
      task("refused", { due_date: "2026-09-15", status: "skipped" }),
    ];
    expect(show("2026-09-16", tasks).week_minutes).toEqual({ planned: 90, used: 30, capacity: 300 });
  });
});

test("deadlines are the next three open tasks, neither quick wins nor overdue, which are counted", () => {
  const tasks = [
    task("overdue", { due_date: "2026-09-08" }),
    task("quick", { quick_win: true }),
    task("today", {}),
    task("done", { status: "done" }),
    task("second", { due_date: "2026-09-10", status: "in_progress" }),
    task("third", { due_date: "2026-09-11" }),
    task("fourth", { due_date: "2026-09-12" }),
    task("parked", { due_date: null, status: "deferred" }),
  ];
  const { deadlines, overdue, counts } = show("2026-09-09", tasks);
  expect(deadlines.map(({ id }) => id)).toEqual(["today", "second", "third"]);
  expect(overdue).toBe(1);
  expect(counts).toEqual({ planned: 5, in_progress: 1, done: 1, parked: 1 });
});

test("today's quick win is an open one before one that is done, and never one that was refused", () => {
  const done = task("done", { quick_win: true, status: "done" });
  const open = task("open", { quick_win: true });
  const refused = task("refused", { quick_win: true, status: "skipped" });
  const tomorrow = task("tomorrow", { quick_win: true, due_date: "2026-09-10" });
  expect(show("2026-09-09", [done, open, tomorrow]).quick_win?.id).toBe("open");
  expect(show("2026-09-09", [refused, done, tomorrow]).quick_win?.id).toBe("done");
  expect(show("2026-09-09", [refused, tomorrow])).toMatchObject({
    quick_win: null,
    next_quick_win: { id: "tomorrow" },
  });
});

import type { Dashboard } from "@alva/contracts/dashboard";
import { expect, test } from "vitest";
import { dashboardOf } from "../board/testing/dashboard.ts";
import { taskOf } from "../board/testing/task.ts";
import { tipOf } from "./tips.ts";
import { swapsOf, upcoming, winOfToday } from "./wins.ts";

const win = (id: string, day: number, fields = {}) =>
  taskOf({ id: `tsk_${id}`, quick_win: true, due_date: `2026-09-0${day}`, ...fields });

test("a win is swapped for the next open one of its week, those before it last", () => {
  const today = win("today", 8);
  const tasks = [
    win("monday", 7),
    today,
    win("done", 8, { status: "done" }),
    win("wednesday", 9),
    win("next-week", 9, { week: 2 }),
    win("large", 9, { quick_win: false }),
  ];
  expect(swapsOf(tasks, today).map(({ id }) => id)).toEqual(["tsk_wednesday", "tsk_monday"]);
});

test("a tip stays for the day, and the next day has another", () => {
  expect(tipOf("2026-09-07")).toBe(tipOf("2026-09-07"));
  expect(tipOf("2026-09-08")).not.toBe(tipOf("2026-09-07"));
});

const today = "2026-09-08";
const dashboard = (fields: Partial<Dashboard>, state: "kept" | "neutral" = "neutral"): Dashboard =>
  dashboardOf({
    today,
    quick_win: win("today", 8),
    next_quick_win: win("next", 9),
    streak: { count: 0, days: [{ date: today, state }] },
    ...fields,
  });

test.each<[string, Dashboard]>([
  ["open", dashboard({})],
  ["done", dashboard({ quick_win: win("today", 8, { status: "done" }) }, "kept")],
  ["kept", dashboard({}, "kept")],
  ["kept", dashboard({ quick_win: null, next_quick_win: null }, "kept")],
  ["none", dashboard({ quick_win: null })],
  ["over", dashboard({ quick_win: null, next_quick_win: null })],
  ["later", dashboard({ quick_win: null, today: "2026-09-01" })],
])("today's win is %s", (kind, dashboard) => {
  expect(winOfToday(dashboard).kind).toBe(kind);
});

test("upcoming are the next open wins after today, no more than asked for, and not the one offered instead", () => {
  const tasks = [
    win("today", 8),
    win("refused", 9, { status: "skipped" }),
    win("next", 9),
    win("undated", 9, { due_date: null }),
    win("b", 9),
    win("c", 9),
  ];
  const idsOf = (fields: Partial<Dashboard>) => upcoming(tasks, dashboard(fields), 2).map(({ id }) => id);
  expect(idsOf({})).toEqual(["tsk_next", "tsk_b"]);
  expect(idsOf({ quick_win: null })).toEqual(["tsk_b", "tsk_c"]);
});

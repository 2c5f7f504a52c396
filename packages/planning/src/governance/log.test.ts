import { expect, test } from "vitest";
import { createLog } from "./log.ts";

test("decisions of equal type, week and detail become one entry with each item once, sorted", () => {
  const log = createLog([
    { type: "policy_dropped", week: null, count: 9, items: ["b", "a", "b"], detail: "face" },
  ]);
  log.add({ type: "repaired", items: ["y"], detail: "title" });
  log.add({ type: "repaired", items: ["z"], detail: "id" });
  log.add({ type: "repaired", items: ["x", "y"], detail: "title" });
  log.add({ type: "defer_quick_win", week: "2026-08-31", items: ["t"] });
  log.add({ type: "defer_quick_win", week: "2026-08-24", items: ["t"] });
  expect(log.entries()).toStrictEqual([
    { type: "defer_quick_win", week: "2026-08-24", count: 1, items: ["t"] },
    { type: "defer_quick_win", week: "2026-08-31", count: 1, items: ["t"] },
    { type: "policy_dropped", week: null, count: 2, items: ["a", "b"], detail: "face" },
    { type: "repaired", week: null, count: 1, items: ["z"], detail: "id" },
    { type: "repaired", week: null, count: 2, items: ["x", "y"], detail: "title" },
  ]);
});

test("what stayed in an item's place is said for each item", () => {
  const log = createLog();
  for (const item of ["b", "a"])
    log.add({ type: "already_on_board", items: [item], kept: "tsk_1", score: 0.75 });
  expect(log.entries()).toStrictEqual([
    { type: "already_on_board", week: null, count: 1, items: ["a"], kept: "tsk_1", score: 0.75 },
    { type: "already_on_board", week: null, count: 1, items: ["b"], kept: "tsk_1", score: 0.75 },
  ]);
});

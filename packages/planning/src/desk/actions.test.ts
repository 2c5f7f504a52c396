import { expect, test } from "vitest";
import { checkAction } from "./actions.ts";
import { canary } from "./canary.ts";
import { deskContext } from "./testing/desk-context.ts";

const check = (name: string, argument: unknown, context = deskContext) =>
  checkAction({ name, argumentsText: JSON.stringify(argument) }, context);
const [planned, done, parked, refused] = deskContext.tasks.map(({ id }) => id);
const flyers = { title: "Print flyers", channel: "ops", estimated_minutes: 30 };

test.each([
  ["mark_done", { task_id: planned }, "Mark “Send the September newsletter” done"],
  ["park_task", { task_id: planned }, "Park “Send the September newsletter”"],
  [
    "move_task",
    { task_id: planned, due_date: "2026-09-11" },
    "Move “Send the September newsletter” to Fri, Sep 11",
  ],
  ["add_task", { ...flyers, due_date: "2026-09-02" }, "Add “Print flyers” (30 minutes) on Wed, Sep 2"],
  ["change_hours", { weekly_marketing_time_hours: 2 }, "Re-plan what is left for 2 hours a week"],
  ["change_budget", { monthly_ad_budget: 777 }, "Re-plan what is left for $777 a month in ads"],
  ["save_note", { text: "No reels", task_id: null }, "Keep in mind: No reels"],
  ["draft_content", { task_id: planned, kind: "post" }, "Draft a post for “Send the September newsletter”"],
])("%s of %j is proposed in plain words", (name, argument, summary) => {
  expect(check(name, argument)).toMatchObject({ ok: true, summary, action: { name } });
});

test.each([
  ["an unknown change", "delete_everything", {}, /put that change together/],
  ["a missing argument", "mark_done", {}, /put that change together/],
  ["a task of nobody", "mark_done", { task_id: "tsk_ffffffffff" }, /no such task/],
  ["what is done already", "mark_done", { task_id: done }, /done already/],
  ["finishing a parked task", "mark_done", { task_id: parked }, /does not allow/],
  ["parking a done task", "park_task", { task_id: done }, /does not allow/],
  ["moving a refused task", "move_task", { task_id: refused, due_date: "2026-09-11" }, /does not allow/],
  ["a day gone by", "move_task", { task_id: planned, due_date: "2026-09-01" }, /not within/],
  ["a day after the plan", "add_task", { ...flyers, due_date: "2026-12-25" }, /not within/],
  ["no date at all", "add_task", { ...flyers, due_date: "Friday" }, /put that change together/],
  ["the hours that hold", "change_hours", { weekly_marketing_time_hours: 5 }, /already/],
  ["more hours than there are", "change_hours", { weekly_marketing_time_hours: 99 }, /put that change/],
  ["a note on a task of nobody", "save_note", { text: "x", task_id: "tsk_ffffffffff" }, /no such task/],
  ["the instructions", "save_note", { text: canary, task_id: null }, /put that change together/],
])("%s is not proposed", (_, name, argument, reason) => {
  expect(check(name, argument)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

test.each([
  ["add_task", { ...flyers, due_date: "2026-09-02" }],
  ["change_hours", { weekly_marketing_time_hours: 2 }],
  ["change_budget", { monthly_ad_budget: 777 }],
])("%s needs a plan", (name, argument) => {
  const withoutPlan = { ...deskContext, plan: null, tasks: [] };
  expect(check(name, argument, withoutPlan)).toMatchObject({ ok: false });
});

test("what is no JSON is not proposed", () => {
  expect(checkAction({ name: "mark_done", argumentsText: '{"task_id":' }, deskContext).ok).toBe(false);
});

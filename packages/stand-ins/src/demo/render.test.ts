import { type MasterPlan, PlanTask } from "@alva/contracts/master-plan";
import type * as z from "zod";
import { expect, test } from "vitest";
import { renderPlan } from "./render.ts";

function task(digit: number, change: Partial<z.input<typeof PlanTask>> = {}): PlanTask {
  return PlanTask.parse({
    id: `tsk_${String(digit).repeat(10)}`,
    title: `Task ${digit}`,
    desc: "",
    steps: [],
    channel: "email",
    effort: 1,
    estimated_minutes: 30,
    week: 1,
    due_date: "2026-11-30",
    due_at: "2026-11-30T17:00:00Z",
    status: "planned",
    tags: [],
    priority: 2,
    quick_win: false,
    due_hint: null,
    series: null,
    part: null,
    because: [],
    source: { module: "email", module_task_id: `eml_${digit}`, fallback: false },
    external_refs: { gcal_event_id: null, clickup_task_id: null },
    ...change,
  });
}

const parked = { week: null, due_date: null, due_at: null, status: "deferred" } as const;

function plan(tasks: PlanTask[], hours = 2): MasterPlan {
  return {
    plan: {
      client_id: "c",
      window_start: "2026-11-30",
      window_end: "2027-02-27",
      weekly_capacity_hours: hours,
      timezone: "Europe/Berlin",
    },
    tasks,
    meta: { generated_at: "2026-11-24T00:00:00Z", governance_version: "v1.0.0", resolution_log: [] },
  };
}

function lines(of: MasterPlan, decisions: readonly string[] = []): string[] {
  return renderPlan(of, { strategy: null, decisions }).split("\n");
}

test("a week shows its minutes against the capacity, as figures and as a bar", () => {
  const calendar = lines(plan([task(1), task(2), task(3, { week: 13, due_date: "2027-02-22" })]));
  expect(calendar).toContain(
    `Week  1  Mon, Nov 30 ${"█".repeat(12)}${"░".repeat(12)}   60 of 120 min  2 tasks`,
  );
  expect(calendar).toContain(`Week  2  Mon, Dec 7  ${"░".repeat(24)}    0 of 120 min  0 tasks`);
  expect(calendar).toContain(
    `Week 13  Mon, Feb 22 ${"█".repeat(6)}${"░".repeat(18)}   30 of 120 min  1 task`,
  );
});

test("the head says what the plan is for, when it runs and how much it asks", () => {
  const text = renderPlan(plan([task(1, { quick_win: true })]), {
    strategy: { headline: "Sell more jam", summary: "Slowly." },
    decisions: [],
  });
  expect(text).toMatch(
    /^Sell more jam\n\nSlowly\.\n\nMon, Nov 30 to Sat, Feb 27 · 2 hours a week · Europe\/Berlin\n1 task, 1 quick win\n/,
  );
});

test("a task shows date, minutes, channel, title, and what is special about it", () => {
  const shown = lines(
    plan([
      task(1, { quick_win: true, series: { index: 3, total: 13 } }),
      task(2, {
        part: { index: 1, total: 2 },
        source: { module: "email", module_task_id: "x", fallback: true },
      }),
    ]),
  );
  const at = shown.indexOf("Week 1, from Mon, Nov 30");
  expect(shown.slice(at + 1, at + 3)).toEqual([
    "  Mon, Nov 30   30 min  email   Task 1 (quick win, 3 of 13)",
    "  Mon, Nov 30   30 min  email   Task 2 (part 1 of 2, standard task)",
  ]);
});

test("parked tasks stand apart, without a date, and count in no week", () => {
  const shown = lines(plan([task(1, parked)], 0));
  expect(shown).toContain("  no date       30 min  email   Task 1");
  expect(shown.filter((line) => line.startsWith("Week 1,"))).toEqual([]);
  expect(shown).toContain(`Week  1  Mon, Nov 30 ${"░".repeat(24)}    0 of 0 min  0 tasks`);
});

test("the ledger's lines stand at the end, broken where they are too long", () => {
  const long =
    "I parked “Print flyers”: the weeks up to the end of the plan are full, and so is what stands before them.";
  const shown = lines(plan([task(1)]), ["I left out “Flyers”.", long]);
  expect(shown.slice(shown.indexOf("What I decided for you") + 1, -1)).toEqual([
    "  - I left out “Flyers”.",
    "  - I parked “Print flyers”: the weeks up to the end of the plan are full, and so is what stands",
    "    before them.",
  ]);
});

test("texts cannot steer the terminal", () => {
  const hostile = "Nice\u001B[2J\u0007 title\r\nfake line\u202E";
  const text = renderPlan(plan([task(1, { title: hostile })]), {
    strategy: { headline: hostile, summary: hostile },
    decisions: [hostile],
  });
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202E]/u);
  expect(text).toContain("Nice [2J  title fake line");
});

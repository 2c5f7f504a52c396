import * as fc from "fast-check";
import { expect, test } from "vitest";
import { govern } from "../governance.ts";
import { addDays } from "../governance/calendar.ts";
import { similar } from "../governance/similarity.ts";
import { governInputs } from "../governance/testing/inputs.ts";
import { examples } from "../playbook/testing/profiles.ts";
import { boardTask } from "../exports/testing/board-task.ts";
import type { BoardTask } from "./divide-board.ts";
import { difference } from "./difference.ts";
import { type MergeAgain, type MergedAgain, mergeAgain, previewOf } from "./merge-again.ts";

const mark = fc.record({
  status: fc.constantFrom("planned", "planned", "in_progress", "done", "skipped", "deferred"),
  pinned: fc.constantFrom(false, false, false, true),
  isOwn: fc.constantFrom(false, false, false, true),
  movedDays: fc.integer({ min: -20, max: 20 }),
});

/** A plan as it became under its owner's hands, and a wish for the rest of it. */
const wishes: fc.Arbitrary<MergeAgain> = fc
  .record({
    input: governInputs,
    marks: fc.array(fc.option(mark), { minLength: 1, maxLength: 20 }),
    day: fc.integer({ min: -5, max: 83 }),
    hours: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ input, marks, day, hours }) => {
    const { fixed: _fixed, first_week: _first, ...first } = input;
    const { tasks, plan } = govern(first);
    const board = tasks.map((task, index): BoardTask => {
      const made = { ...boardTask, ...task, owner_set_status: false };
      const touch = marks[index % marks.length];
      if (!touch) return made;
      const due_date =
        task.due_date !== null && touch.pinned ? addDays(task.due_date, touch.movedDays) : task.due_date;
      const isParked = touch.status === "deferred" || due_date === null;
      const status = touch.status === "planned" && due_date === null ? "deferred" : touch.status;
      return {
        ...made,
        status,
        due_date: isParked ? null : due_date,
        pinned: touch.pinned,
        origin: touch.isOwn ? "owner" : "plan",
        owner_set_status: touch.status !== "planned",
      };
    });
    const constraints = { ...examples.solo.constraints, weekly_marketing_time_hours: hours };
    return {
      client_id: input.client_id,
      timezone: input.timezone,
      generated_at: input.generated_at,
      channel_enables: input.channel_enables,
      platform_enables: input.platform_enables,
      modules: input.modules,
      pre_log: [],
      profile: { ...examples.solo, constraints },
      windowStart: plan.window_start,
      today: addDays(plan.window_start, day),
      board: {
        windowStart: plan.window_start,
        weeklyCapacityHours: input.weekly_capacity_hours,
        tasks: board,
      },
    };
  });

function boardAfter({ fixed, missed, masterPlan }: MergedAgain, before: readonly BoardTask[]): BoardTask[] {
  const placed = masterPlan.tasks.map((task): BoardTask => {
    const old = before.find(({ id }) => id === task.id);
    return {
      ...boardTask,
      ...task,
      owner_set_status: (old?.owner_set_status ?? false) && task.status !== "deferred",
    };
  });
  return [...fixed, ...missed.map((task) => ({ ...task, owner_set_status: false })), ...placed];
}

function isTouched({ status, pinned, origin, owner_set_status }: BoardTask): boolean {
  return pinned || origin === "owner" || (owner_set_status && status !== "planned") || status === "done";
}

/** Checks a rule on merges of any board; plans whose weeks are over have none. */
function holds(rule: (wish: MergeAgain, merged: MergedAgain) => void, numRuns = 300): void {
  fc.assert(
    fc.property(wishes, (wish) => {
      const merged = mergeAgain(wish);
      if (merged) rule(wish, merged);
    }),
    { numRuns },
  );
}

test("what its owner did, began, pinned, added, refused or parked is after a merge as it was before", () => {
  holds(({ board }, merged) => {
    const after = new Map(boardAfter(merged, board.tasks).map((task) => [task.id, task]));
    for (const task of board.tasks.filter(isTouched)) {
      expect(after.get(task.id)).toEqual({ ...task, week: after.get(task.id)?.week });
    }
  });
});

test("a done one-off task is not planned again, and no id is on the board twice", () => {
  holds(({ board }, merged) => {
    const done = board.tasks.filter(({ status, series }) => status === "done" && series === null);
    for (const { title } of merged.masterPlan.tasks) {
      expect(done.find((task) => similar(task.title, title))).toBeUndefined();
    }
    const ids = boardAfter(merged, board.tasks).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("no week that governance adds to goes over the hours, and closed weeks get nothing", () => {
  holds(({ windowStart }, { input, masterPlan, fixed }) => {
    for (let week = 1; week <= 13; week += 1) {
      const added = masterPlan.tasks.filter((task) => task.week === week);
      if (added.length === 0) continue;
      expect(week).toBeGreaterThanOrEqual(input.first_week ?? 1);
      const staying = fixed.filter(
        ({ status, due_date }) =>
          status !== "skipped" &&
          status !== "deferred" &&
          due_date !== null &&
          due_date >= addDays(windowStart, 7 * week - 7) &&
          due_date < addDays(windowStart, 7 * week),
      );
      const minutes = [...added, ...staying].reduce((sum, task) => sum + task.estimated_minutes, 0);
      expect(minutes).toBeLessThanOrEqual(60 * input.weekly_capacity_hours);
    }
  });
});

test("merging again with nothing changed keeps everything", () => {
  holds((wish, merged) => {
    const tasks = boardAfter(merged, wish.board.tasks);
    const again = { ...wish, board: { ...wish.board, tasks } };
    const second = mergeAgain(again);
    if (!second) throw new Error("the plan's weeks cannot end by merging");
    expect(previewOf(again, second).difference).toEqual({
      added: [],
      removed: [],
      moved: [],
      changed: [],
      kept: tasks.length,
    });
  });
});

test("an undone repeat of the past is let go without blocking the rest of its series", () => {
  holds((_, { missed, input }) => {
    for (const task of missed) expect([task.series === null, task.status]).toEqual([false, "skipped"]);
    const ids = new Set(missed.map(({ id }) => id));
    expect(input.fixed?.some(({ id }) => ids.has(id))).toBe(false);
  });
});

test("every task of both boards is in exactly one part of their difference", () => {
  holds(({ board }, merged) => {
    const after = boardAfter(merged, board.tasks).filter(
      ({ id, status }) =>
        status !== "skipped" || board.tasks.find((task) => task.id === id)?.status === "skipped",
    );
    const { added, removed, moved, changed, kept } = difference(board.tasks, after);
    const pairs = moved.length + changed.length + kept;
    expect([removed.length + pairs, added.length + pairs]).toEqual([board.tasks.length, after.length]);
  });
});

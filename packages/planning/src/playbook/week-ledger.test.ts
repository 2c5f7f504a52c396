import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createWeekLedger } from "./week-ledger.ts";
import { startsOf } from "./series-weeks.ts";

const once = { from: 1, until: 13, minutes: 75, isCore: false };

test("work waits until enough is saved up; core work begins at once", () => {
  expect(createWeekLedger(25, []).takeOnce(once)).toBe(3);
  expect(createWeekLedger(25, []).takeOnce({ ...once, isCore: true })).toBe(1);
});

test("closed weeks earn nothing and take nothing", () => {
  expect(createWeekLedger(100, [1, 2]).takeOnce(once)).toBe(3);
  expect(createWeekLedger(100, [4]).takeOnce({ ...once, from: 4, until: 4 })).toBeNull();
});

test("a series comes as often as the weeks bear", () => {
  const series = { ...once, every: [1, 2, 4] as const, most: 13 };
  expect(createWeekLedger(80, []).takeSeries(series)).toEqual({ start: 1, every: 1, times: 13 });
  expect(createWeekLedger(40, []).takeSeries(series)).toEqual({ start: 1, every: 2, times: 6 });
  expect(createWeekLedger(10, []).takeSeries(series)).toBeNull();
});

test("a series goes round a closed week if it can", () => {
  expect(createWeekLedger(80, [5]).takeSeries({ ...once, every: [2], most: 13 })).toMatchObject({
    start: 2,
    every: 2,
  });
});

test("never more is taken than there is", () => {
  const wish = fc.record({
    from: fc.integer({ min: 1, max: 13 }),
    until: fc.integer({ min: 1, max: 13 }),
    minutes: fc.constantFrom(30, 75, 210),
    isCore: fc.boolean(),
    every: fc.option(fc.constantFrom([1, 2, 4] as const, [4] as const), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.subarray([1, 5, 13]),
      fc.array(wish),
      (perWeek, closed, wishes) => {
        const ledger = createWeekLedger(perWeek, closed);
        let taken = 0;
        for (const { every, ...wish } of wishes) {
          const series = every === undefined ? null : ledger.takeSeries({ ...wish, every, most: 13 });
          const week = every === undefined ? ledger.takeOnce(wish) : null;
          const weeks = series === null ? [week].filter((week) => week !== null) : startsOf(series);
          taken += wish.minutes * weeks.filter((week) => !closed.includes(week)).length;
        }
        expect(taken).toBeLessThanOrEqual(perWeek * (13 - closed.length));
      },
    ),
  );
});

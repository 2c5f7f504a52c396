import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "./governance/calendar.ts";
import { weekdayOf } from "./governance/window.ts";
import { type QuickWinDates, streakOn } from "./streak.ts";

// 2026-09-07 is a Monday.
const [mon, tue, wed, thu, fri, sat, sun, nextMon, nextTue] = Array.from({ length: 9 }, (_, day) =>
  addDays("2026-09-07", day),
) as [string, string, string, string, string, string, string, string, string];

const open = (dueDate: string): QuickWinDates => ({ dueDate, completedOn: null, withdrawnOn: null });
const done = (completedOn: string, dueDate: string | null = completedOn): QuickWinDates => ({
  dueDate,
  completedOn,
  withdrawnOn: null,
});
const stateOn = (date: string, quickWins: QuickWinDates[], today = nextTue) =>
  streakOn(today, quickWins).days.find((day) => day.date === date)?.state;

describe("a weekday is", () => {
  test("kept when a quick win was completed that date, whenever it was due", () => {
    expect(stateOn(wed, [done(wed)])).toBe("kept");
    expect(stateOn(wed, [done(wed, fri), open(wed)])).toBe("kept");
    expect(stateOn(wed, [done(wed, null)])).toBe("kept");
  });

  test("missed when a quick win was due that date and none was completed", () => {
    expect(stateOn(wed, [open(wed)])).toBe("missed");
    expect(stateOn(wed, [done(thu, wed)])).toBe("missed");
  });

  test("neutral otherwise", () => {
    expect(stateOn(wed, [open(thu), done(tue)])).toBe("neutral");
  });

  test("neutral when its quick win was refused by then, missed when it was refused later", () => {
    expect(stateOn(wed, [{ ...open(wed), withdrawnOn: wed }])).toBe("neutral");
    expect(stateOn(wed, [{ ...open(wed), withdrawnOn: thu }])).toBe("missed");
  });
});

describe("the streak", () => {
  test.each<[string, string, QuickWinDates[], number]>([
    ["nothing is 0", fri, [], 0],
    ["days kept one after another count", wed, [done(mon), done(tue), done(wed)], 3],
    ["two quick wins of a day count once", tue, [done(mon), done(tue), done(tue, mon)], 2],
    ["a neutral day is skipped", thu, [done(mon), done(tue), done(thu)], 3],
    ["a weekend is skipped", nextMon, [done(thu), done(fri), done(nextMon)], 3],
    ["what is completed on a weekend keeps no weekday", nextMon, [done(fri), done(sat), done(sun)], 1],
    ["what is due on a weekend misses none", nextMon, [done(fri), open(sat), done(nextMon)], 2],
    ["a missed day stops the count", thu, [done(mon), open(tue), done(wed), done(thu)], 2],
    ["the first missed day back from today gives 0", thu, [done(tue), open(wed)], 0],
    ["today does not break while nothing is completed", wed, [done(mon), done(tue), open(wed)], 2],
    ["today counts when kept", wed, [done(mon), done(tue), done(wed)], 3],
    ["on a weekend the week before counts", sun, [done(thu), done(fri)], 2],
    ["what lies in the future does not count", tue, [done(mon), done(tue), done(thu), open(fri)], 2],
    ["completing late does not mend the day it was due", wed, [done(mon), done(wed, tue)], 1],
  ])("%s", (_, today, quickWins, count) => {
    expect(streakOn(today, quickWins).count).toBe(count);
  });

  test("goes back further than the row shows", () => {
    const weekdays = Array.from({ length: 60 }, (_, ago) => addDays(fri, -ago)).filter(
      (day) => weekdayOf(day) < 5,
    );
    expect(
      streakOn(
        fri,
        weekdays.map((day) => done(day)),
      ).count,
    ).toBe(weekdays.length);
  });
});

const days = fc.integer({ min: 0, max: 40 }).map((day) => addDays("2026-09-01", day));
const quickWins = fc.array(
  fc.record({
    dueDate: fc.option(days),
    completedOn: fc.option(days),
    withdrawnOn: fc.option(days, { freq: 5 }),
  }),
  { maxLength: 40 },
);

describe("for all quick wins and every today", () => {
  test("the row is the last 14 weekdays in order, and ends with today if that is one", () => {
    fc.assert(
      fc.property(days, quickWins, (today, all) => {
        const dates = streakOn(today, all).days.map(({ date }) => date);
        expect(dates).toHaveLength(14);
        expect(dates).toEqual(dates.toSorted());
        expect(dates.every((date) => weekdayOf(date) < 5)).toBe(true);
        const back = weekdayOf(today) < 5 ? 0 : weekdayOf(today) - 4;
        expect(dates.at(-1)).toBe(addDays(today, -back));
      }),
    );
  });

  test("the count is that of the words: back from today, kept counts, missed stops, all else is skipped", () => {
    fc.assert(
      fc.property(days, quickWins, (today, all) => {
        let expected = 0;
        for (let date = today; date >= "2026-08-01"; date = addDays(date, -1)) {
          if (weekdayOf(date) >= 5) continue;
          const kept = all.some(({ completedOn }) => completedOn === date);
          const due = all.some(
            (win) => win.dueDate === date && !(win.withdrawnOn && win.withdrawnOn <= date),
          );
          if (kept) expected += 1;
          else if (due && date !== today) break;
        }
        expect(streakOn(today, all).count).toBe(expected);
      }),
    );
  });

  test("completing one more never lowers the count, undoing it restores it", () => {
    fc.assert(
      fc.property(days, quickWins, (today, all) => {
        const before = streakOn(today, all);
        const after = streakOn(today, [...all, done(today, null)]);
        const isWeekday = weekdayOf(today) < 5;
        const keptToday = all.some(({ completedOn }) => completedOn === today);
        expect(after.count - before.count).toBe(isWeekday && !keptToday ? 1 : 0);
        expect(streakOn(today, all)).toEqual(before);
      }),
    );
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../governance/calendar.ts";
import { createZoneClock } from "../governance/time-zone.ts";
import { weekdayOf, windowFrom } from "../governance/window.ts";
import { lookAt, type MorningNotice, type Reader } from "./morning.ts";

const minute = 60_000;
const zones = [
  "America/Los_Angeles",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "UTC",
];
/** Windows over the clock changes of both hemispheres. */
const mondays = ["2026-01-12", "2026-03-02", "2026-08-31", "2026-09-28"];

const anyReader = fc.record({
  timezone: fc.constantFrom(...zones),
  monday: fc.constantFrom(...mondays),
});

/** Looks like the cron trigger: every so many minutes, at whoever's time has come. */
function run(reader: Reader, { from, to, gaps }: { from: number; to: number; gaps: readonly number[] }) {
  const found: (MorningNotice & { at: number })[] = [];
  let nextLookAt = from;
  for (let at = from, turn = 0; at < to; at += (gaps[turn % gaps.length] ?? 1) * minute, turn += 1) {
    if (at < nextLookAt) continue;
    const look = lookAt(at, reader);
    found.push(...look.due.map((notice) => ({ ...notice, at })));
    expect(look.nextLookAt).toBeGreaterThan(at);
    nextLookAt = look.nextLookAt;
  }
  return found;
}

function readerOf({ timezone, monday }: { timezone: string; monday: string }): Reader {
  return { timezone, window: windowFrom(monday), dailyQuickWin: true, weeklyPulse: true };
}

/** From a week before the window to a week after it. */
function around(monday: string) {
  return {
    from: Date.parse(`${addDays(monday, -7)}T00:00Z`),
    to: Date.parse(`${addDays(monday, 97)}T00:00Z`),
  };
}

function localTime(instant: number, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: timezone, timeStyle: "medium" }).format(instant);
}

describe("whatever minutes the cron trigger runs at, within two hours of each other,", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 119 }), { minLength: 1, maxLength: 20 });

  test("each weekday of the window has one quick win and each Monday one pulse, between 08:00 and 10:00 local", () => {
    fc.assert(
      fc.property(anyReader, gaps, (someone, minutes) => {
        const { timezone, monday } = someone;
        const found = run(readerOf(someone), { ...around(monday), gaps: minutes });
        const dates = Array.from({ length: 90 }, (_, day) => addDays(monday, day));
        const of = (kind: MorningNotice["kind"]) =>
          found.filter((notice) => notice.kind === kind).map(({ date }) => date);
        expect(of("daily_quick_win")).toEqual(dates.filter((date) => weekdayOf(date) < 5));
        expect(of("weekly_pulse")).toEqual(dates.filter((date) => weekdayOf(date) === 0));
        for (const { at, date, expiresAt } of found) {
          expect(createZoneClock(timezone).dateAt(at)).toBe(date);
          expect(localTime(at, timezone) >= "08:00:00" && localTime(at, timezone) < "10:00:00").toBe(true);
          expect(localTime(expiresAt, timezone)).toBe("10:00:00");
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("a cron trigger that stays away for hours sends nothing twice and nothing outside the morning", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(anyReader, gaps, (someone, minutes) => {
      const found = run(readerOf(someone), { ...around(someone.monday), gaps: minutes });
      const names = found.map(({ kind, date }) => `${kind} ${date}`);
      expect(new Set(names).size).toBe(names.length);
      for (const { at, expiresAt } of found) {
        expect(at).toBeLessThan(expiresAt);
        expect(localTime(at, someone.timezone) >= "08:00:00").toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

const reader = readerOf({ timezone: "Europe/Berlin", monday: "2026-10-19" });

test.each([
  ["a second before 08:00", "2026-10-23T05:59:59Z", [], "2026-10-23T06:00:00Z"],
  ["at 08:00 in summer", "2026-10-23T06:00:00Z", ["daily_quick_win"], "2026-10-26T07:00:00Z"],
  [
    "at 08:00 on the Monday after the change to winter",
    "2026-10-26T07:00:00Z",
    ["daily_quick_win", "weekly_pulse"],
    "2026-10-27T07:00:00Z",
  ],
  ["a second before 10:00", "2026-10-27T08:59:59Z", ["daily_quick_win"], "2026-10-28T07:00:00Z"],
  ["at 10:00", "2026-10-27T09:00:00Z", [], "2026-10-28T07:00:00Z"],
  ["on a Saturday", "2026-10-24T06:30:00Z", [], "2026-10-26T07:00:00Z"],
  ["on the Friday before the window", "2026-10-16T06:30:00Z", [], "2026-10-19T06:00:00Z"],
  ["on the Monday after the window", "2027-01-18T07:30:00Z", [], "2027-01-19T07:00:00Z"],
])("%s", (_, now, kinds, next) => {
  const { due, nextLookAt } = lookAt(Date.parse(now), reader);
  expect(due.map(({ kind }) => kind)).toEqual(kinds);
  expect(new Date(nextLookAt).toISOString()).toBe(new Date(next).toISOString());
});

test("who wants one kind, or has no plan, gets no other", () => {
  const monday = Date.parse("2026-10-26T07:00:00Z");
  const kinds = (changes: Partial<Reader>) =>
    lookAt(monday, { ...reader, ...changes }).due.map(({ kind }) => kind);
  expect(kinds({ dailyQuickWin: false })).toEqual(["weekly_pulse"]);
  expect(kinds({ weeklyPulse: false })).toEqual(["daily_quick_win"]);
  expect(kinds({ window: undefined })).toEqual([]);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createZoneClock } from "./time-zone.ts";

test.each([
  ["in summer", "America/Los_Angeles", "2026-10-30", "17:00:00", "2026-10-30T17:00:00-07:00"],
  ["in winter", "America/Los_Angeles", "2026-11-02", "17:00:00", "2026-11-02T17:00:00-08:00"],
  [
    "on the day the clocks go back",
    "America/Los_Angeles",
    "2026-11-01",
    "17:00:00",
    "2026-11-01T17:00:00-08:00",
  ],
  ["in UTC", "UTC", "2026-08-24", "17:00:00", "2026-08-24T17:00:00+00:00"],
  ["with quarter hours", "Asia/Kathmandu", "2026-08-24", "17:00:00", "2026-08-24T17:00:00+05:45"],
  [
    "skipped: the first instant after the gap",
    "Europe/Berlin",
    "2026-03-29",
    "02:30:00",
    "2026-03-29T03:00:00+02:00",
  ],
  ["repeated: the first of the two", "Europe/Berlin", "2026-10-25", "02:30:00", "2026-10-25T02:30:00+02:00"],
  ["skipped by half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15:00", "2026-10-04T02:30:00+11:00"],
  ["of a day that never was", "Pacific/Apia", "2011-12-30", "17:00:00", "2011-12-31T00:00:00+14:00"],
])("a local time %s has one instant", (_case, timezone, date, time, expected) => {
  expect(createZoneClock(timezone).instantOf(date, time)).toBe(expected);
});

test("17:00 is 17:00 in every zone on every day", () => {
  const clocks = Intl.supportedValuesOf("timeZone").map((zone) => ({ zone, clock: createZoneClock(zone) }));
  const days = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true });
  const property = fc.property(days, fc.constantFrom(...clocks), (day, { zone, clock }) => {
    const date = day.toISOString().slice(0, 10);
    const instant = clock.instantOf(date, "17:00:00");
    const shown = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    expect(instant).toMatch(/T17:00:00[+-]\d\d:\d\d$/);
    expect(shown.format(new Date(instant))).toBe(`${date} 17:00:00`);
    expect(clock.dateAt(Date.parse(instant))).toBe(date);
  });
  fc.assert(property, { numRuns: 500 });
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import vectors from "../../examples/governance-vectors.json" with { type: "json" };
import { windowOf } from "./window.ts";

test.each(vectors.windows)("a plan made at $generated_at in $timezone starts on $window_start", (vector) => {
  const { generated_at, timezone, window_start, window_end } = vector;
  expect(windowOf(generated_at, timezone)).toEqual({ window_start, window_end });
});

// Whole, half and quarter hours; clocks that change by half an hour, at midnight, in either hemisphere, or never.
const zones = [
  "America/Los_Angeles",
  "Europe/Berlin",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Santiago",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "UTC",
];

test("a window starts on the first Monday after the local date and ends on a Saturday, 90 days in all", () => {
  const instants = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  const property = fc.property(instants, fc.constantFrom(...zones), (instant, timezone) => {
    const { window_start, window_end } = windowOf(instant.toISOString(), timezone);
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }).format(instant);
    const [from, to] = [new Date(window_start), new Date(window_end)];
    expect([from.getUTCDay(), to.getUTCDay()]).toEqual([1, 6]);
    expect((to.getTime() - from.getTime()) / 86_400_000).toBe(89);
    const wait = (from.getTime() - Date.parse(today)) / 86_400_000;
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(7);
  });
  fc.assert(property, { numRuns: 500 });
});

test("an instant that is none and a zone that is none are refused", () => {
  expect(() => windowOf("yesterday", "UTC")).toThrow(RangeError);
  expect(() => windowOf("2026-08-20T10:00:00Z", "Mars/Olympus")).toThrow(RangeError);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration } from "./duration.ts";

test.each([
  ["5s", 5000],
  ["0s", 0],
  ["1.5h", 5_400_000],
  ["6m5s", 365_000],
  ["1d2h30m", 95_400_000],
  ["250ms", 250],
  ["500us", 0.5],
  ["500µs", 0.5],
  ["1000000ns", 1],
])("%s is %d ms", (text, durationMs) => {
  expect(parseDuration(text)).toBeCloseTo(durationMs, 9);
});

test.each(["", "5", "s", "5 s", "-5s", "5s,", "1w", "5s1", "1..5s"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("hours, minutes and seconds add up", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(59), fc.nat(59), (h, m, s) => {
      expect(parseDuration(`${h}h${m}m${s}s`)).toBe(((h * 60 + m) * 60 + s) * 1000);
    }),
  );
});

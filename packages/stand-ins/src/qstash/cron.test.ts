import { expect, test } from "vitest";
import { nextRunAfter } from "./cron.ts";

test.each([
  ["* * * * *", "2026-01-01T12:00:30Z", "2026-01-01T12:01:00Z"],
  ["* * * * *", "2026-01-01T12:01:00Z", "2026-01-01T12:02:00Z"],
  ["0 9 * * 1", "2026-01-01T00:00:00Z", "2026-01-05T09:00:00Z"],
  ["CRON_TZ=America/New_York 0 9 * * *", "2026-01-01T00:00:00Z", "2026-01-01T14:00:00Z"],
  ["CRON_TZ=America/New_York 0 9 * * *", "2026-07-01T00:00:00Z", "2026-07-01T13:00:00Z"],
  ["*/15 * * * *", "2026-01-01T12:46:00Z", "2026-01-01T13:00:00Z"],
])("%s after %s runs at %s", (expression, from, next) => {
  expect(nextRunAfter(expression, Date.parse(from))).toBe(Date.parse(next));
});

test.each([
  "",
  "every minute",
  "* * * *",
  "* * * * * *",
  "61 * * * *",
  "CRON_TZ=Mars/Olympus 0 9 * * *",
  "0 0 31 2 *",
])("%j is refused", (expression) => {
  expect(nextRunAfter(expression, Date.parse("2026-01-01T00:00:00Z"))).toBeUndefined();
});

import { expect, test } from "vitest";
import { nextWaitMs } from "./backoff.ts";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const failed = { retried: 0, retryDelay: undefined, responseHeaders: {}, now };

test.each([
  [1, "12 s", 12],
  [2, "2 m 28 s", 148],
  [3, "30 m 8 s", 1808],
  [4, "6 h 7 m 6 s", 22_026],
  [5, "a day", 86_400],
  [9, "a day", 86_400],
])("the default wait before retry %d is %s", (retry, _text, seconds) => {
  expect(nextWaitMs({ ...failed, retried: retry - 1 })).toBe(seconds * 1000);
});

test.each([
  ["Retry-After", "20", 20],
  ["Retry-After", "Thu, 01 Jan 2026 12:01:00 GMT", 60],
  ["Retry-After", "Thu, 01 Jan 2026 11:00:00 GMT", 0],
  ["X-Ratelimit-Reset", "7", 7],
  ["X-Ratelimit-Reset-Requests", "6m5s", 365],
  ["X-Ratelimit-Reset-Tokens", "250ms", 0.25],
  ["Retry-After", "86400", 86_400],
  ["Retry-After", "86401", 12],
  ["X-Ratelimit-Reset", "1767268800", 12],
  ["Retry-After", "Fri, 02 Jan 2026 12:00:01 GMT", 12],
  ["Retry-After", "soon", 12],
  ["Retry-After", "", 12],
  ["X-Other", "5", 12],
])("with %s: %s the wait is %d s", (name, value, seconds) => {
  expect(nextWaitMs({ ...failed, responseHeaders: { [name]: [value] } })).toBe(seconds * 1000);
});

test("an expression replaces the default, and what the destination asks for replaces both", () => {
  expect(nextWaitMs({ ...failed, retried: 2, retryDelay: hundredEach })).toBe(300);
  expect(nextWaitMs({ ...failed, retryDelay: hundredEach, responseHeaders: { "Retry-After": ["3"] } })).toBe(
    3000,
  );
});

test.each([
  ["negative", -5, 0],
  ["not a number", Number.NaN, 0],
  ["infinite", Infinity, 86_400_000],
])("an expression that is %s waits %d → %d ms", (_case, result, waitMs) => {
  expect(nextWaitMs({ ...failed, retryDelay: () => result })).toBe(waitMs);
});

function hundredEach(retried: number): number {
  return 100 * (retried + 1);
}

import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createIsolateLimiter } from "./isolate-limiter.ts";

const rules = [
  { limit: 3, windowSeconds: 10 },
  { limit: 5, windowSeconds: 60 },
] as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 0 }));
afterEach(() => void vi.useRealTimers());

function passSeconds(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

test("no stretch of time holds more than any rule allows, and nobody is refused without need", () => {
  const wait = fc.constantFrom(0, 0, 0.001, 1, 3, 9.999, 10, 30, 59.999);
  fc.assert(
    fc.property(fc.array(wait, { maxLength: 80 }), (waits) => {
      const admit = createIsolateLimiter({ rules });
      const admittedAt: number[] = [];
      for (const seconds of waits) {
        passSeconds(seconds);
        const full = rules.some(
          ({ limit, windowSeconds }) =>
            admittedAt.filter((at) => at > Date.now() - windowSeconds * 1000).length >= limit,
        );
        expect(admit("someone").admitted).toBe(!full);
        if (!full) admittedAt.push(Date.now());
      }
    }),
  );
});

test("the rule with the least left is told, with when it has more", () => {
  const admit = createIsolateLimiter({ rules });
  expect(admit("someone")).toEqual({ admitted: true, rule: rules[0], remaining: 2, resetAt: 10_000 });
  passSeconds(4);
  admit("someone");
  expect(admit("someone")).toEqual({ admitted: true, rule: rules[0], remaining: 0, resetAt: 10_000 });
  expect(admit("someone")).toEqual({ admitted: false, rule: rules[0], remaining: 0, resetAt: 10_000 });
  passSeconds(16);
  admit("someone");
  expect(admit("someone")).toEqual({ admitted: true, rule: rules[1], remaining: 0, resetAt: 60_000 });
});

test("of more callers than it may remember, it forgets those seen longest ago", () => {
  const admit = createIsolateLimiter({ rules, maxIdentifiers: 3 });
  for (const caller of ["a", "b", "a", "c", "a", "d"]) admit(caller);
  expect(admit("a").admitted).toBe(false);
  expect(admit("c").remaining).toBe(1);
  expect(admit("b").remaining).toBe(2);
});

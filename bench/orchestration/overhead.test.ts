import { expect, test } from "vitest";
import { overheadOf } from "./overhead.ts";

test.each([
  [1, 2],
  [4, 2],
  [50, 13],
  [500, 125],
])(
  "%i plans at once cannot be finished before %i times the model's time, 20 calls at once",
  (plans, times) => {
    const after = Array.from({ length: plans }, () => 0);
    expect(overheadOf(after, { thinkMs: 5000, modelCallsAtOnce: 20 }).criticalPathMs).toBe(times * 5000);
  },
);

test("what is late by the same for every plan is the overhead, in whatever order plans are finished", () => {
  const after = [1300, 1100, 1200, 1100, 1100];
  const { medianMs, p95Ms, meanPercent } = overheadOf(after, { thinkMs: 500, modelCallsAtOnce: 20 });
  expect([medianMs, p95Ms]).toEqual([100, 300]);
  expect(meanPercent).toBeCloseTo(16);
});

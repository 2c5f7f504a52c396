import { expect, test } from "vitest";
import { cadenceBounds, largestEffort, quickWinsPerWeek } from "./bounds.ts";

test.each([
  [0, [0, 0, 0]],
  [1, [1, 1, 0]],
  [2, [1, 1, 0]],
  [3, [3, 2, 1]],
  [5, [3, 2, 1]],
  [6, [4, 4, 2]],
  [9, [4, 4, 2]],
  [10, [5, 4, 4]],
  [14, [5, 4, 4]],
  [15, [7, 8, 8]],
  [20, [7, 8, 8]],
])("%i hours allow at most %j social posts a week, e-mails and blog posts a month", (hours, bounds) => {
  expect(Object.values(cadenceBounds(hours))).toEqual(bounds);
});

test.each([
  [0, 0],
  [60, 1],
  [120, 3],
  [180, 4],
  [240, 5],
  [1200, 5],
])("%i minutes a week hold %i quick wins in half of them", (minutes, quickWins) => {
  expect(quickWinsPerWeek(minutes)).toBe(quickWins);
});

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [6, 2],
  [7, 3],
  [20, 3],
])("%i hours bear effort %i at most", (hours, effort) => {
  expect(largestEffort(hours)).toBe(effort);
});

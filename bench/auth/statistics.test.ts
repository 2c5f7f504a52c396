import { describe, expect, test } from "vitest";
import { median, separation } from "./statistics.ts";

describe("the median", () => {
  test.each([
    ["one value is that value", [3], 3],
    ["an odd number is the middle one, in whatever order", [9, 1, 5], 5],
    ["an even number lies between the middle two", [10, 1, 2, 4], 3],
  ])("of %s", (_, values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test("of nothing is no number", () => {
    expect(median([])).toBeNaN();
  });
});

describe("the separation of two kinds of samples", () => {
  test.each([
    ["is a half when they are the same", [1, 2, 3], [1, 2, 3], 0.5],
    ["is a half when all are equal", [4, 4], [4, 4, 4], 0.5],
    ["is 1 when each of one kind is larger", [5, 6], [1, 2, 3], 1],
    ["is 1 when each of the other kind is larger", [1, 2, 3], [5, 6], 1],
    ["counts pairs: here 7 of 9 are in one order", [2, 3, 6], [1, 3.5, 0], 7 / 9],
    ["counts a tie as half a pair", [1, 2], [2, 3], 7 / 8],
    ["does not depend on how far apart they are", [1, 2], [2, 3000], 7 / 8],
  ])("%s", (_, some, others, expected) => {
    expect(separation(some, others)).toBe(expected);
    expect(separation(others, some)).toBe(expected);
  });
});

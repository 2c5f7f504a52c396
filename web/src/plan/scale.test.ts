import * as fc from "fast-check";
import { expect, test } from "vitest";
import { marksUpTo } from "./scale.ts";

test.each([
  [0, [0, 15]],
  [40, [0, 15, 30, 45]],
  [300, [0, 120, 240, 360]],
  [1200, [0, 300, 600, 900, 1200]],
])("minutes up to %i are marked at %j", (most, marks) => {
  expect(marksUpTo(most)).toEqual(marks);
});

test("whatever the minutes, there are two to five marks, and the last is just enough", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (most) => {
      const marks = marksUpTo(most);
      const [last, before] = [marks.at(-1) ?? 0, marks.at(-2) ?? 0];
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(last).toBeGreaterThanOrEqual(most);
      expect(before).toBeLessThan(Math.max(1, most));
    }),
  );
});

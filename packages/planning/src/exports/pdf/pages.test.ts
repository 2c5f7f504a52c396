import * as fc from "fast-check";
import { expect, test } from "vitest";
import { paginate } from "./pages.ts";
import type { Row } from "./rows.ts";

const pageHeight = 100;
const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    height: fc.integer({ min: 1, max: 100 }),
    marks: fc.constant([{ kind: "box" as const, x: 0, y: 0, size: 1 }]),
    keepWithNext: fc.boolean(),
  }),
);

test("every row is on a page, in order, within the page and below the one before", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const pages = paginate(all, pageHeight);
      expect(pages.flat().map(({ row }) => row)).toEqual(all);
      for (const page of pages) {
        let bottom = 0;
        for (const { row, top } of page) {
          expect(top).toBeGreaterThanOrEqual(bottom);
          bottom = top + row.height;
        }
        expect(bottom).toBeLessThanOrEqual(pageHeight);
      }
    }),
  );
});

test("a heading is on the page of what it is for", () => {
  const pages = paginate([rowOf(80), { ...rowOf(10), keepWithNext: true }, rowOf(20)], pageHeight);
  expect(pages.map((page) => page.map(({ top }) => top))).toEqual([[0], [0, 10]]);
});

function rowOf(height: number): Row {
  return { height, marks: [{ kind: "box", x: 0, y: 0, size: 1 }], keepWithNext: false };
}

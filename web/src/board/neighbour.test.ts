import * as fc from "fast-check";
import { expect, test } from "vitest";
import { neighbour } from "./neighbour.ts";

const columns = [["a", "b", "c"], [], ["d"], ["e", "f"]];

test.each([
  ["a", "ArrowDown", "b"],
  ["b", "ArrowUp", "a"],
  ["a", "ArrowUp", undefined],
  ["c", "ArrowDown", undefined],
  ["c", "Home", "a"],
  ["a", "End", "c"],
  ["a", "ArrowRight", "d"],
  ["c", "ArrowRight", "d"],
  ["d", "ArrowRight", "e"],
  ["f", "ArrowLeft", "d"],
  ["d", "ArrowLeft", "a"],
  ["a", "ArrowLeft", undefined],
  ["a", "x", undefined],
  ["unknown", "ArrowDown", undefined],
])("from %s the key %s leads to %s", (from, key, to) => {
  expect(neighbour(columns, from, key)).toBe(to);
});

const grid = fc
  .array(fc.nat(4), { minLength: 1, maxLength: 5 })
  .map((sizes) => sizes.map((size, x) => Array.from({ length: size }, (_, y) => `${x}-${y}`)))
  .filter((columns) => columns.flat().length > 0);

test("every card is reached from every other by arrows alone", () => {
  fc.assert(
    fc.property(grid, (columns) => {
      const [start = ""] = columns.flat();
      const reached = new Set([start]);
      for (const id of reached) {
        for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
          const next = neighbour(columns, id, key);
          if (next !== undefined) reached.add(next);
        }
      }
      expect(reached.size).toBe(columns.flat().length);
    }),
  );
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Idea } from "./ideas.ts";
import { placeQuickIdeas } from "./quick-rotation.ts";
import { startsOf } from "./series-weeks.ts";

test("with two slots the habit comes weekly and the others take turns", () => {
  const planned = placeQuickIdeas(["habit", "b", "c", "d", "e", "f"].map(ideaOf), { slots: 2 });
  expect(planned.map(({ idea, series }) => [idea.id, series.start, series.every])).toEqual([
    ["habit", 1, 1],
    ["b", 1, 4],
    ["c", 2, 4],
    ["d", 3, 4],
    ["e", 4, 4],
  ]);
});

test("no week has more quick wins than slots, and with enough ideas none has fewer", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 20 }), (slots, count) => {
      const planned = placeQuickIdeas(
        Array.from({ length: count }, (_, index) => ideaOf(`i${index}`)),
        { slots },
      );
      const perWeek = Array.from(
        { length: 13 },
        (_, index) => planned.filter(({ series }) => startsOf(series).includes(index + 1)).length,
      );
      expect(Math.max(...perWeek)).toBeLessThanOrEqual(slots);
      expect(Math.min(...perWeek)).toBeGreaterThanOrEqual(Math.min(slots, count));
    }),
  );
});

function ideaOf(id: string): Idea {
  return { id, title: id, desc: "", steps: [], because: [], effort: 1, quick: 10, every: [1, 2, 4] };
}

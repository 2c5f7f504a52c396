import * as fc from "fast-check";
import { expect, test } from "vitest";
import { overlapOf, scoreOf, similar, titleTokens } from "./similarity.ts";
import { createTitleIndex } from "./title-index.ts";
import { createTitleVocabulary } from "./title-vocabulary.ts";

test("the index finds the first similar title, as comparing with every title does", () => {
  const property = fc.property(titleLists, (titles) => {
    const index = createTitleIndex(createTitleVocabulary(titles));
    const found = titles.map((title) => {
      const match = index.firstSimilar(title);
      index.add(title);
      return match;
    });
    expect(found).toEqual(
      titles.map((title, position) => firstByComparing(title, titles.slice(0, position))),
    );
  });
  fc.assert(property, { numRuns: 300 });
});

/** Lists over vocabularies and title lengths of every size: from one word to the most that 90 characters hold. */
const titleLists = fc
  .record({ vocabulary: fc.integer({ min: 1, max: 60 }), longest: fc.integer({ min: 0, max: 45 }) })
  .chain(({ vocabulary, longest }) => {
    const word = fc.nat(vocabulary).map((number) => `w${number}`);
    // Mostly shuffled pieces of one long title, or nothing would be similar.
    const all = Array.from({ length: Math.min(vocabulary, longest) }, (_, number) => `w${number}`);
    const pieces = fc.shuffledSubarray(all, { minLength: Math.floor(all.length * 0.6) });
    const titles = fc.oneof(
      fc.array(word, { maxLength: longest, size: "max" }),
      pieces,
      fc.constantFrom(["to"], ["of", "my"]),
    );
    return fc.array(
      titles.map((words) => words.join(" ")),
      { maxLength: 40, size: "max" },
    );
  });

function firstByComparing(title: string, earlier: string[]) {
  const position = earlier.findIndex((other) => similar(title, other));
  const other = earlier[position];
  return other === undefined
    ? null
    : { position, score: scoreOf(overlapOf(titleTokens(title), titleTokens(other))) };
}

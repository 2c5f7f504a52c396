import { expect, test } from "vitest";
import vectors from "../../examples/governance-vectors.json" with { type: "json" };
import { overlapOf, similar, titleTokens } from "./similarity.ts";

test.each(vectors.similarity)("'$a' and '$b': similar is $similar", (vector) => {
  const [a, b] = [titleTokens(vector.a), titleTokens(vector.b)];
  expect([...a].sort()).toEqual(vector.tokens_a);
  expect([...b].sort()).toEqual(vector.tokens_b);
  expect(overlapOf(a, b)).toEqual({ intersection: vector.intersection, union: vector.union });
  expect(similar(vector.a, vector.b)).toBe(vector.similar);
  expect(similar(vector.b, vector.a)).toBe(vector.similar);
});

test.each([
  ["Don’t share it", "dont publish"],
  ["Dos & DON'TS", "do dont"],
  ["Bass classes, gas", "bass classe ga"],
  ["Stories: ties, ten BOXES", "story tie 10 boxe"],
  ["ﬁlm nº ④", "record no 4"],
])("the tokens of '%s' are: %s", (title, tokens) => {
  expect([...titleTokens(title)].join(" ")).toBe(tokens);
});

test("titles without tokens are similar only when equal", () => {
  expect(similar("To the", "To the")).toBe(true);
  expect(similar("To the", "of my")).toBe(false);
  expect(similar("To the", "Menu")).toBe(false);
});

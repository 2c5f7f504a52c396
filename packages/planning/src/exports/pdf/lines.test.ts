import * as fc from "fast-check";
import { expect, test } from "vitest";
import { squareFont } from "../testing/square-font.ts";
import { createTypesetter } from "./font.ts";
import { breakLines, widthOf } from "./lines.ts";

const typeset = createTypesetter(squareFont.metrics);
const texts = fc
  .array(fc.constantFrom("a", "bc", "defghijklmnop", " ", "  ", "é", "😀"))
  .map((all) => all.join(""));
const written = (text: string, width: number) =>
  breakLines(typeset(text), width * 500).map((line) => line.map((glyph) => glyph.text).join(""));

test("no line is wider than it may be, and nothing but spaces is lost", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 20 }), (text, width) => {
      const glyphs = typeset(text);
      const lines = breakLines(glyphs, width * 500);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width * 500);
      const letters = (all: typeof glyphs) =>
        all.map((glyph) => glyph.text).filter((letter) => letter !== " ");
      expect(letters(lines.flat())).toEqual(letters(glyphs));
    }),
  );
});

test.each([
  ["one two three", 8, ["one two", "three"]],
  ["a longerthanaline b", 6, ["a", "longer", "thanal", "ine b"]],
  ["", 5, [""]],
  ["a  b", 5, ["a  b"]],
])("%j in lines of %i is %j", (text, width, lines) => {
  expect(written(text, width)).toEqual(lines);
});

test.each([
  ["a\u200Db", "ab"],
  ["👨‍👩‍👧‍👦!", "□!"],
  ["e\u0301", "□"],
  ["한글", "□□"],
  ["\uFE0F", ""],
])("the glyphs of %j read %j", (text, read) => {
  expect(
    typeset(text)
      .map((glyph) => glyph.text)
      .join(""),
  ).toBe(read);
});

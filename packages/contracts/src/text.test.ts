import * as fc from "fast-check";
import { expect, test } from "vitest";
import { distinctList, lineOfText, multilineText, normalizeLine, normalizeText } from "./text.ts";

test.each([
  ["decomposed letters are composed", "e\u0301", "\u00e9"],
  ["line ends are LF", "a\r\nb\rc", "a\nb\nc"],
  ["control characters go, but not LF and TAB", "a\u0000\u0007\u007f\u0085b\tc\nd", "ab\tc\nd"],
  ["zero-width, bidi and byte order marks go", "a\u200b\u202e\u2066\u2060\ufeffb", "ab"],
  [
    "joiners stay",
    "क्\u200dष \u{1f469}\u200d\u{1f467} می\u200cخواهم",
    "क्\u200dष \u{1f469}\u200d\u{1f467} می\u200cخواهم",
  ],
  ["lone surrogates are replaced", "a\ud800b\udc00", "a\ufffdb\ufffd"],
  [
    "surrogates that only a removed character kept apart do not pair up",
    "\ud83d\u200b\ude00",
    "\ufffd\ufffd",
  ],
  ["a letter and a mark that were kept apart are composed", "e\u200b\u0301", "\u00e9"],
  ["white space around is trimmed", "\u00a0 \n a \t ", "a"],
  ["white space behind removed characters is trimmed", "\u200b a \u0000", "a"],
])("%s", (_rule, given, expected) => {
  expect(normalizeText(given)).toBe(expected);
});

test("a single line has single spaces for breaks, tabs and runs", () => {
  expect(normalizeLine(" a\r\n\r\n b\t\tc   d\u200b e ")).toBe("a b c d e");
});

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\ud800", "\udc00", "\u200b", "\r", "\n", " ", "e", "\u0301"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

test("normalizing twice changes nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
      expect(normalizeLine(normalizeLine(text))).toBe(normalizeLine(text));
    }),
    { numRuns: 1000 },
  );
});

test("lengths count code points of the normalized text", () => {
  const name = lineOfText({ min: 1, max: 3 });
  expect(name.parse("\u{1f600}\u{1f600}\u200b\u{1f600}  ")).toBe("\u{1f600}\u{1f600}\u{1f600}");
  expect(name.safeParse("abcd").error?.issues[0]?.message).toBe("Use at most 3 characters.");
  expect(name.safeParse(" \u200b ").error?.issues[0]?.message).toBe("This is required.");
  expect(multilineText({ max: 3 }).parse("a\r\nb")).toBe("a\nb");
});

test("a list drops empty and repeated entries before it is counted, and keeps first-seen order", () => {
  const list = distinctList(lineOfText({ max: 5 }), 2);
  expect(list.parse(["b", "", " a ", "b\u200b", " "])).toEqual(["b", "a"]);
  expect(list.safeParse(["a", "b", "c"]).error?.issues).toMatchObject([
    { path: [], message: "Keep at most 2." },
  ]);
  expect(list.safeParse(["a", "too long"]).error?.issues).toMatchObject([{ path: [1] }]);
});

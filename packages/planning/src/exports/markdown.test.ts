import { normalizeLine } from "@alva/contracts/text";
import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { markdownText } from "./markdown.ts";

const marks = fc.constantFrom(
  ...Array.from("\\`*_[]<>&|~#+-=.)(!:\"'\n\t 1a/é😀"),
  "&amp;",
  "<b>",
  "![x](y)",
  "1. ",
  "---",
  "```",
);
const texts = fc
  .array(fc.oneof(marks, fc.string({ unit: "grapheme", maxLength: 2 })))
  .map((all) => all.join(""));

test("whatever a text holds, it reads as that text and as nothing else", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = normalizeLine(text);
      const { children } = fromMarkdown(markdownText(text));
      expect(
        children.map((child) => (child.type === "paragraph" ? child.children : child.type)),
      ).toMatchObject(written === "" ? [] : [[{ type: "text", value: written }]]);
    }),
    { numRuns: 1000 },
  );
});

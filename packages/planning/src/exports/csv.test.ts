import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv } from "./csv.ts";

const starts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
const hostile = fc.constantFrom(...starts, ...Array.from("\",;\r\n'|é中😀 a1()"));
const texts = fc
  .array(fc.oneof(hostile, fc.string({ unit: "grapheme", maxLength: 3 })))
  .map((all) => all.join(""));

/** What an independent reader makes of it. */
function read(csv: string): string[][] {
  return parse(csv, { bom: true, record_delimiter: "\r\n", relax_column_count: false });
}

test("every text comes back as it was, in its own cell, and none as a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts, texts), { minLength: 1 }), (rows) => {
      const cells = read(writeCsv(rows));
      expect(cells).toEqual(
        rows.map((row) => row.map((text) => (starts.includes(text.charAt(0)) ? `'${text}` : text))),
      );
    }),
  );
});

test.each(starts)("a cell that begins with %j begins with an apostrophe instead", (start) => {
  expect(read(writeCsv([[`${start}1+1`]]))).toEqual([[`'${start}1+1`]]);
});

test("spreadsheets are told that it is UTF-8, and lines end as RFC 4180 says", () => {
  expect(
    writeCsv([
      ["é", "b"],
      ["c", "d"],
    ]),
  ).toBe('\uFEFF"é","b"\r\n"c","d"\r\n');
});

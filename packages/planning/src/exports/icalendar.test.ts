import { normalizeText } from "@alva/contracts/text";
import * as fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { calendarComponent, calendarInstant, calendarText } from "./icalendar.ts";

const marks = fc.constantFrom(
  ...Array.from('\\;,:"\r\n\t n{}é中😀='),
  "\r\nEND:VEVENT\r\n",
  "\\n",
  "\u0000",
  "\u2028",
);
const texts = fc
  .array(fc.oneof(marks, fc.string({ unit: "grapheme", maxLength: 4 })), { size: "medium" })
  .map((all) => all.join(""));
const octets = (text: string) => Buffer.byteLength(text);

test("whatever a text holds, it comes back in its property and adds none", () => {
  fc.assert(
    fc.property(texts, texts, (summary, description) => {
      const written = calendarComponent("VEVENT", [
        ["SUMMARY", calendarText(summary)],
        ["DESCRIPTION", calendarText(description)],
      ]);
      const event = new ICAL.Component(ICAL.parse(written));
      expect(event.getAllProperties().map((one) => [one.name, one.getFirstValue()])).toEqual([
        ["summary", normalizeText(summary)],
        ["description", normalizeText(description)],
      ]);
    }),
    { numRuns: 1000 },
  );
});

test("what separates values is escaped, also where readers forgive it (RFC 5545 section 3.3.11)", () => {
  expect(calendarText("a;b,c\\d\ne")).toBe(String.raw`a\;b\,c\\d\ne`);
});

test("no line is longer than 75 octets, none cuts a character, all end in CRLF", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = calendarComponent("VEVENT", [["SUMMARY", calendarText(text)]]);
      const lines = written.split("\r\n");
      expect(lines.pop()).toBe("");
      for (const line of lines) {
        expect(octets(line)).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test("a folded line is as long as it may be", () => {
  const lines = calendarComponent("VEVENT", [["SUMMARY", "x".repeat(200)]]).split("\r\n");
  expect(lines.slice(1, 3).map(octets)).toEqual([75, 75]);
});

test("an instant is written in UTC, to the second", () => {
  expect(calendarInstant("2026-11-02T17:00:00-07:00")).toBe("20261103T000000Z");
});

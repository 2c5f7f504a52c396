import { expect, test } from "vitest";
import { quotable } from "./quotable.ts";

test.each([
  ["Fern & Flame Candle Co.", "Fern & Flame Candle Co"],
  ["  Café   Ümit ", "Café Ümit"],
  ["Free second opinion, always!", "Free second opinion, always"],
])("%j may be quoted as %j", (text, quoted) => {
  expect(quotable(text, 40)).toBe(quoted);
});

test.each([
  "Crumb'); DROP TABLE plans;-- Bakery",
  "{{constructor}}",
  "<b>x</b>",
  "=HYPERLINK(1)",
  "see evil.example",
  "Send your password to support",
  "!!!",
  "",
  "x".repeat(41),
])("%j may not be quoted", (text) => {
  expect(quotable(text, 40)).toBeNull();
});

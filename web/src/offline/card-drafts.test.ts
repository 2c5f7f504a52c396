import { expect, test } from "vitest";
import { type CardDraft, isOutdated, momentAfter } from "./card-drafts.ts";

const draft: CardDraft = {
  card: "business_basics",
  answer: { name: "Wick & Wax", sells: "Candles" },
  skipped: false,
  answered_at: "2026-09-08T09:00:00.000Z",
  based_on: "2026-09-07T09:00:00.000Z",
  is_left: false,
};

test.each([
  ["that it was begun with", { answer: { name: "Wick" }, answered_at: "2026-09-07T09:00:00.000Z" }, false],
  ["that came later and differs", { answer: { name: "Wax" }, answered_at: "2026-09-08T08:00:00.000Z" }, true],
  [
    "that came later and is the same",
    { answer: { sells: "Candles", name: "Wick & Wax" }, answered_at: "2026-09-08T08:00:00.000Z" },
    false,
  ],
  ["of nobody", { answer: {}, answered_at: null }, false],
])("a draft beside an answer %s", (_which, stored, expected) => {
  expect(isOutdated(draft, stored)).toBe(expected);
});

test("the first answer of another device overtakes a draft that began with none", () => {
  const stored = { answer: { name: "Wax" }, answered_at: "2026-09-08T08:00:00.000Z" };
  expect(isOutdated({ ...draft, based_on: null }, stored)).toBe(true);
});

test("an answer that goes on from another one is newer than it, also where the clock is behind", () => {
  expect(momentAfter("9999-01-01T00:00:00.000Z")).toBe("9999-01-01T00:00:00.001Z");
  expect(momentAfter("2026-01-01T00:00:00.000Z") > "2026-01-01T00:00:00.000Z").toBe(true);
});

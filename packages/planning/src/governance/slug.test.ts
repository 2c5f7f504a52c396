import { expect, test } from "vitest";
import { slug } from "./slug.ts";

test.each([
  ["Foundation & Strategy", "foundation_and_strategy"],
  ["--Café  Ünïcode--", "cafe_unicode"],
  ["x".repeat(39) + " yz", "x".repeat(39)],
  ["日本", ""],
])("the slug of '%s' is '%s'", (text, expected) => {
  expect(slug(text)).toBe(expected);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

// The worked examples of RFC 8785: section 3.2.2 (values) and 3.2.3 (key order).
test.each([
  [
    "numbers, strings and literals",
    {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    },
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    "keys by UTF-16 code unit",
    { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  ],
  ["negative zero", [-0], "[0]"],
  ["a lone surrogate", "\ud800", String.raw`"\ud800"`],
  ["an absent field", { a: undefined, b: 1 }, '{"b":1}'],
])("%s have one canonical form", (_case, value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, [undefined]])("%s is not JSON", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test("canonical JSON reads back as the same value, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const canonical = canonicalJson(value);
      expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reverseKeys(value))).toBe(canonical);
    }),
  );
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reverseKeys(member)]),
  );
}

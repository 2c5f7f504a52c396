import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryDelay } from "./retry-delay.ts";

test.each([
  ["1000", 0, 1000],
  ["1000 * (1 + retried)", 2, 3000],
  ["pow(2, retried) * 1000", 3, 8000],
  ["max(1000, pow(2, retried))", 1, 1000],
  ["min(86400000, exp(2.5 * (retried + 1)) * 1000)", 9, 86_400_000],
  ["10 - 2 - 3", 0, 5],
  ["2 + 3 * 4", 0, 14],
  ["8 / 4 / 2", 0, 1],
  ["7 % 4", 0, 3],
  ["-retried + 5", 2, 3],
  ["2 * -3 + 10", 0, 4],
  ["sqrt(abs(-16))", 0, 4],
  ["floor(1.9) + ceil(1.1) + round(1.5)", 0, 5],
])("%s with retried = %d is %d", (expression, retried, waitMs) => {
  expect(parseRetryDelay(expression)?.(retried)).toBe(waitMs);
});

test.each([
  "",
  "1 +",
  "(1",
  "1)",
  "1 2",
  "retry",
  "constructor",
  "toString(1)",
  "pow(2)",
  "pow(2, 3, 4)",
  "process.exit(1)",
  "1;2",
  "`1`",
  "2 ** 3",
  "1e3",
  "((".repeat(1000),
])("%j is refused", (expression) => {
  expect(parseRetryDelay(expression)).toBeUndefined();
});

/** An expression and the value it must have, built side by side. */
const expressions = fc.letrec<{ node: [string, number] }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.nat(1000).map((n): [string, number] => [String(n), n]),
    fc.constant<[string, number]>(["retried", 3]),
    fc
      .tuple(tie("node"), fc.constantFrom("+", "-", "*"), tie("node"))
      .map(([[a, x], sign, [b, y]]): [string, number] => [
        `(${a} ${sign} ${b})`,
        sign === "+" ? x + y : sign === "-" ? x - y : x * y,
      ]),
    fc
      .tuple(tie("node"), tie("node"))
      .map(([[a, x], [b, y]]): [string, number] => [`max(${a},${b})`, Math.max(x, y)]),
  ),
})).node;

test("a nested expression has the value of its parts", () => {
  fc.assert(
    fc.property(expressions, ([text, value]) => {
      fc.pre(text.length <= 1000);
      expect(parseRetryDelay(text)?.(3)).toBe(value);
    }),
  );
});

const scraps = ["0", "19", ".", "+", "-", "*", "/", "%", "(", ")", ",", " ", "retried", "pow", "max", "x"];

test("no text makes the parser throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...scraps) }), (text) => {
      const parsed = parseRetryDelay(text);
      expect(parsed === undefined || typeof parsed(1) === "number").toBe(true);
    }),
  );
});

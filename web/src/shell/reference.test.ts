import { ProblemError } from "@alva/contracts/problem-error";
import { expect, test } from "vitest";
import { referenceOf } from "./reference.ts";

test("equal errors have the same reference, others another", () => {
  expect(referenceOf(new TypeError("a is undefined"))).toBe(referenceOf(new TypeError("a is undefined")));
  expect(referenceOf(new TypeError("a is undefined"))).not.toBe(referenceOf(new TypeError("b is undefined")));
  expect(referenceOf(new TypeError("a is undefined"))).toMatch(/^[0-9a-f]{8}$/);
});

test("a refusal is found by the number of its request", () => {
  const refusal = { code: "internal", status: 500, detail: "No.", request_id: "0123456789abcdef" } as const;
  expect(referenceOf(new ProblemError(refusal))).toBe("01234567");
});

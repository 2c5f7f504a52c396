import { expect, test } from "vitest";
import { traceIdOf, traceparent } from "./trace.ts";

const id = "4bf92f3577b34da6a3ce929d0e0e4736";

test("a trace goes on under its id", () => {
  expect(traceIdOf(`00-${id}-00f067aa0ba902b7-01`)).toBe(id);
  expect(traceIdOf(traceparent(id))).toBe(id);
  expect(traceparent(id)).not.toBe(traceparent(id));
});

test.each([
  undefined,
  "",
  "junk",
  `00-${id.toUpperCase()}-00f067aa0ba902b7-01`,
  `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
  `00-${id}-${"0".repeat(16)}-01`,
])("%s begins a new trace", (header) => {
  expect(traceIdOf(header)).toMatch(/^[0-9a-f]{32}$/);
  expect(traceIdOf(header)).not.toBe(traceIdOf(header));
});

import { expect, test } from "vitest";
import { valueAt } from "./value-at.ts";

test.each([
  [{ a: { b: 1 } }, "a.b", 1],
  [{ a: [1] }, "a", [1]],
  [{ a: [1] }, "a.0", undefined],
  [{ a: "text" }, "a.length", undefined],
  [{ a: null }, "a.b", undefined],
  [{}, "constructor", undefined],
  [null, "a", undefined],
])("in %j the path %s leads to %j", (value, path, found) => {
  expect(valueAt(value, path)).toEqual(found);
});

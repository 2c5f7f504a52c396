import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { formatDevVars } from "./dev-vars.ts";

test.each([
  ["plain text", "development"],
  ["JSON", '[{"kty":"EC","x":"a-b_c"}]'],
  ["a comment sign, a dollar and a backslash", "postgres://u:p$HOME@h/db?x=1#y\\n"],
  ["single quotes", 'it\'s "quoted"'],
  ["nothing", ""],
])("a value of %s is read back unchanged", (_case, value) => {
  expect(parseEnv(formatDevVars({ VALUE: value, NEXT: "next" }))).toEqual({ VALUE: value, NEXT: "next" });
});

test("a value that no quotes can carry is refused by name, without its text", () => {
  expect(() => formatDevVars({ MY_SECRET: "a'b`c" })).toThrow(/^MY_SECRET holds both kinds of quotes/);
});

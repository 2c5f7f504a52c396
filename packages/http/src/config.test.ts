import { describe, expect, test } from "vitest";
import * as z from "zod";
import { ConfigError, isLocalAddress, JsonText, Origin, parseConfig, Secret } from "./config.ts";

describe("a refused configuration", () => {
  const schema = z.object({ KEY: Secret(), ORIGIN: Origin });
  const wrong = { KEY: "too-short-a-value", ORIGIN: "https://a.example/path" };

  test("names every variable at fault and no value", () => {
    expect(() => parseConfig(schema, wrong)).toThrow(ConfigError);
    expect(() => parseConfig(schema, wrong)).toThrow(
      /KEY \(shorter than 32 characters\), ORIGIN \(is not a bare origin\)/,
    );
    expect(() => parseConfig(schema, wrong)).not.toThrow(/too-short-a-value|a\.example/);
  });

  test("says what is missing", () => {
    expect(() => parseConfig(schema, {})).toThrow("KEY (missing), ORIGIN (missing)");
  });
});

test.each(["", "{", "null", '{"d":"private"}', '{"kid":"a","private":1}'])(
  "the JSON text %j is refused without a word of it",
  (text) => {
    const schema = z.object({ KEYS: JsonText(z.strictObject({ kid: z.string() }), "is not a key") });
    expect(() => parseConfig(schema, { KEYS: text })).toThrow(
      new ConfigError("Configuration refused: KEYS (is not a key)"),
    );
  },
);

test.each([
  "changeme",
  "change-me",
  "CHANGE_ME",
  "placeholder",
  "your-secret-key",
  "<secret>",
  "xxxxxxxx",
  "........",
])("%j is a placeholder and no secret", (value) => {
  expect(Secret(1).safeParse(value).success).toBe(false);
});

test.each([
  "x".repeat(40),
  "change-me-".repeat(5),
  "secret".repeat(8),
  "0".repeat(64),
  "abcabcabcabcabcabcabcabcabcabcabcabc",
])("%j is long enough and still no secret", (value) => {
  expect(Secret().safeParse(value).success).toBe(false);
});

test.each([
  ["http://localhost:3000", true],
  ["https://localhost", true],
  ["https://app.localhost", true],
  ["https://127.0.0.1", true],
  ["https://127.8.8.8", true],
  ["https://[::1]", true],
  ["https://0.0.0.0", true],
  ["http://app.example.com", true],
  ["https://app.example.com", false],
  ["no address", false],
])("whether %s is local: %s", (url, local) => {
  expect(isLocalAddress(url)).toBe(local);
});

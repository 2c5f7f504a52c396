import { ConfigError } from "@alva/http/config";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { bindings, production } from "./testing/bindings.ts";

const key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";
const [signingKey] = JSON.parse(bindings.AUTH_SIGNING_KEYS);

function refusal(variables: object): string {
  try {
    readConfig({ ...bindings, ...production, ...variables });
    return "accepted";
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

test("a complete configuration is accepted", () => {
  expect(refusal({})).toBe("accepted");
  expect(refusal({ AUTH_REFRESH_KEY: `${key},${bindings.AUTH_REFRESH_KEY}` })).toBe("accepted");
});

test.each([
  "ENVIRONMENT",
  "AUTH_ORIGIN",
  "API_ORIGIN",
  "WEB_ORIGIN",
  "REQUIRE_SAME_BROWSER",
  "UPSTASH_REDIS_REST_URL",
  "UPSTASH_REDIS_REST_TOKEN",
  "QSTASH_URL",
  "QSTASH_TOKEN",
  "QSTASH_CURRENT_SIGNING_KEY",
  "QSTASH_NEXT_SIGNING_KEY",
  "WEBHOOK_ORIGIN",
  "AUTH_WEBHOOK_ORIGIN",
  "MAIL_URL",
  "MAIL_FROM",
  "MAIL_API_KEY",
  "AUTH_DATABASE_URL",
  "AUTH_SIGNING_KEYS",
  "AUTH_LINK_KEY",
  "AUTH_REFRESH_KEY",
])("without %s it does not start", (name) => {
  expect(refusal({ [name]: undefined })).toMatch(new RegExp(`refused: ${name} \\([^)]+\\)$`));
  expect(refusal({ [name]: "" })).toContain(name);
});

test.each([
  ["AUTH_DATABASE_URL", "postgres://a@b"],
  ["AUTH_DATABASE_URL", "change-me-to-the-connection-string"],
  ["UPSTASH_REDIS_REST_TOKEN", "A1b2C3d4E5f6"],
  ["UPSTASH_REDIS_REST_TOKEN", "your-upstash-token"],
  ["MAIL_API_KEY", "re_1234567"],
  ["AUTH_SIGNING_KEYS", "placeholder"],
  ["AUTH_SIGNING_KEYS", JSON.stringify([{ ...signingKey, d: "short" }])],
  ["AUTH_REFRESH_KEY", "x".repeat(43)],
  ["AUTH_LINK_KEY", "MDEyMzQ1Njc4OWFiY2RlZg"],
  ["AUTH_LINK_KEY", "change-me-0123456789-0123456789-0123456789"],
  ["AUTH_REFRESH_KEY", `${key}=`],
  ["AUTH_REFRESH_KEY", `${key},`],
  ["AUTH_REFRESH_KEY", `${key},short`],
  ["MAIL_API_KEY", "your-api-key-here-please"],
  ["AUTH_SIGNING_KEYS", "[]"],
  ["AUTH_SIGNING_KEYS", "{}"],
  ["AUTH_SIGNING_KEYS", "not json"],
  ["AUTH_SIGNING_KEYS", JSON.stringify([{ ...signingKey, d: undefined }])],
  ["AUTH_SIGNING_KEYS", JSON.stringify([{ ...signingKey, kid: undefined }])],
  ["AUTH_SIGNING_KEYS", JSON.stringify([{ ...signingKey, crv: "P-384" }])],
  ["AUTH_SIGNING_KEYS", JSON.stringify([signingKey, signingKey])],
  ["AUTH_ORIGIN", "https://auth.example.com/"],
  ["WEB_ORIGIN", "*"],
  ["WEB_ORIGIN", "http://localhost:3000"],
  ["API_ORIGIN", "http://localhost:3001"],
  ["AUTH_ORIGIN", "https://localhost:3002"],
  ["API_ORIGIN", "http://api.example.com"],
  ["AUTH_ORIGIN", "https://alva-auth.workers.dev"],
  ["API_ORIGIN", "https://api.example.org"],
  ["WEB_ORIGIN", "https://alva.pages.dev"],
  ["QSTASH_DEV", "true"],
  ["AUTH_ORIGIN", "https://127.0.0.1"],
  ["MAIL_URL", "http://127.0.0.1:8025"],
  ["UPSTASH_REDIS_REST_URL", "http://127.0.0.1:8079"],
  ["QSTASH_URL", "http://127.0.0.1:8080"],
  ["WEBHOOK_ORIGIN", "http://127.0.0.1:3001"],
  ["NEON_FETCH_ENDPOINT", "http://127.0.0.1:8181/sql"],
])("%s = %j is refused in production, by name and without the value", (name, value) => {
  const message = refusal({ [name]: value });
  expect(message).toContain(`${name} (`);
  expect(message).not.toContain(value);
});

test("development may be local, but no more than production under QSTASH_DEV", () => {
  expect(() => readConfig(bindings)).not.toThrow();
  expect(() => readConfig({ ...bindings, QSTASH_DEV: "true" })).toThrow("QSTASH_DEV (must not be set)");
  expect(() => readConfig({ ...bindings, QSTASH_DEV: "" })).toThrow("QSTASH_DEV (must not be set)");
});

import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { bindings } from "./testing/bindings.ts";

const production = {
  ...bindings,
  ENVIRONMENT: "production",
  API_ORIGIN: "https://api.example.com",
  AUTH_ORIGIN: "https://auth.example.com",
  WEB_ORIGIN: "https://app.example.com",
  WEBHOOK_ORIGIN: "https://api.example.com",
  AUTH_WEBHOOK_ORIGIN: "https://auth.example.com",
  NEON_FETCH_ENDPOINT: "",
  UPSTASH_REDIS_REST_URL: "https://redis.example.com",
  QSTASH_URL: "https://qstash.example.com",
  MODEL_URL: "https://model.example.com/v1/chat/completions",
};

test("a complete configuration is taken, in development and in production", () => {
  expect(readConfig(bindings).apiOrigin).toBe(bindings.API_ORIGIN);
  expect(readConfig(production).database.fetchEndpoint).toBeUndefined();
});

test.each([
  "ENVIRONMENT",
  "API_ORIGIN",
  "AUTH_ORIGIN",
  "WEB_ORIGIN",
  "WEBHOOK_ORIGIN",
  "AUTH_WEBHOOK_ORIGIN",
  "AUTH_PUBLIC_KEYS",
  "UPSTASH_REDIS_REST_URL",
  "QSTASH_URL",
  "MODEL_URL",
  "MODEL_NAME",
  "UPLOADS",
])("without %s it refuses and names it", (name) => {
  for (const value of [undefined, ""])
    expect(() => readConfig({ ...bindings, [name]: value })).toThrow(`${name} (`);
});

test.each([
  "API_DATABASE_URL",
  "UPSTASH_REDIS_REST_TOKEN",
  "QSTASH_TOKEN",
  "QSTASH_CURRENT_SIGNING_KEY",
  "QSTASH_NEXT_SIGNING_KEY",
  "MODEL_API_KEY",
  "API_UNSUBSCRIBE_KEY",
])("without %s, or with a short or placeholder one, it refuses and names it, never the value", (name) => {
  expect(() => readConfig({ ...bindings, [name]: undefined })).toThrow(name);
  for (const value of ["s3cr3t", "changeme", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]) {
    const read = () => readConfig({ ...bindings, [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(value);
  }
});

test.each([
  ["WEB_ORIGIN", "http://localhost:3000"],
  ["AUTH_ORIGIN", "https://localhost:3002"],
  ["API_ORIGIN", "http://localhost:3001"],
  ["API_ORIGIN", "https://alva-api.workers.dev"],
  ["AUTH_ORIGIN", "https://auth.example.org"],
  ["WEBHOOK_ORIGIN", "https://127.0.0.1"],
  ["UPSTASH_REDIS_REST_URL", "http://redis.example.com"],
  ["QSTASH_URL", "http://127.0.0.1:8180"],
  ["MODEL_URL", "http://model.example.com/v1/chat/completions"],
  ["NEON_FETCH_ENDPOINT", "http://127.0.0.1:8181/sql"],
])("production refuses %s at %s", (name, value) => {
  const read = () => readConfig({ ...production, [name]: value });
  expect(read).toThrow(`${name} (`);
  expect(read).not.toThrow(value);
});

test.each([
  ["API_ORIGIN", "https://api.example.com/"],
  ["AUTH_PUBLIC_KEYS", '{"keys":[{"kty":"RSA"}]}'],
  ["QSTASH_DEV", "true"],
  ["QSTASH_DEV", ""],
])("%s set to %s is refused", (name, value) => {
  expect(() => readConfig({ ...bindings, [name]: value })).toThrow(name);
});

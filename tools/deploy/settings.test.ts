import { expect, test } from "vitest";
import {
  environmentRefusals,
  readSettings,
  secretRefusals,
  variableRefusals,
  type WorkerSettings,
} from "./settings.ts";

const variables = {
  ENVIRONMENT: "production",
  WEB_ORIGIN: "https://app.wick.shop",
  AUTH_ORIGIN: "https://auth.wick.shop",
  API_ORIGIN: "https://api.wick.shop",
  WEBHOOK_ORIGIN: "https://api.wick.shop",
  AUTH_WEBHOOK_ORIGIN: "https://auth.wick.shop",
  UPSTASH_REDIS_REST_URL: "https://lively-1.upstash.io",
  QSTASH_URL: "https://qstash.upstash.io",
};
const settings = (file: string, changed: Readonly<Record<string, unknown>> = {}): WorkerSettings => ({
  file,
  variables: { ...variables, ...changed },
  secrets: ["QSTASH_TOKEN", "MAIL_API_KEY"],
});
const refusals = (changed: Readonly<Record<string, unknown>>) =>
  variableRefusals(settings("a.toml", changed), settings("b.toml", changed));

test("variables of one domain are deployed", () => {
  expect(refusals({})).toEqual([]);
});

test.each([
  [
    "the example's domain",
    { WEB_ORIGIN: "https://app.example.com" },
    "WEB_ORIGIN in a.toml is the example's.",
  ],
  [
    "the example's Redis",
    { UPSTASH_REDIS_REST_URL: "https://example.upstash.io" },
    "UPSTASH_REDIS_REST_URL in b.toml is the example's.",
  ],
  [
    "an address of this machine",
    { API_ORIGIN: "http://localhost:3001" },
    "API_ORIGIN in a.toml: is local or without TLS.",
  ],
  [
    "a path behind an origin",
    { API_ORIGIN: "https://api.wick.shop/v1" },
    "API_ORIGIN in a.toml: is not a bare origin.",
  ],
  [
    "two sites",
    { WEB_ORIGIN: "https://wick.pages.dev" },
    "WEB_ORIGIN in a.toml: is not on one site with the other origins.",
  ],
  ["development", { ENVIRONMENT: "development" }, "ENVIRONMENT in a.toml is not production."],
  ["what is missing", { QSTASH_URL: undefined }, "QSTASH_URL in b.toml: missing."],
])("%s is refused by name", (_case, changed, sentence) => {
  expect(refusals(changed)).toContain(sentence);
});

test("a variable that the workers do not agree on is refused", () => {
  expect(
    variableRefusals(settings("a.toml"), settings("b.toml", { WEB_ORIGIN: "https://www.wick.shop" })),
  ).toEqual(["WEB_ORIGIN differs between a.toml and b.toml."]);
});

test("each missing secret comes with the command that sets it", () => {
  expect(secretRefusals(settings("a.toml"), ["QSTASH_TOKEN"])).toEqual([
    "MAIL_API_KEY is not set: pnpm wrangler secret put MAIL_API_KEY -c a.toml",
  ]);
});

test("what the migrations need is named", () => {
  expect(environmentRefusals({ DATABASE_URL: "postgres://…", AUTH_DATABASE_PASSWORD: "" })).toEqual([
    "AUTH_DATABASE_PASSWORD is not in the environment; the migrations need it.",
    "API_DATABASE_PASSWORD is not in the environment; the migrations need it.",
  ]);
});

test("the tomls as they come are refused for nothing but their examples", () => {
  const [auth, api] = [readSettings("auth"), readSettings("api")];
  const found = variableRefusals(auth, api);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((sentence) => !sentence.endsWith("is the example's."))).toEqual([]);
  expect(auth.secrets).toContain("AUTH_SIGNING_KEYS");
  expect(api.secrets).toContain("MODEL_API_KEY");
});

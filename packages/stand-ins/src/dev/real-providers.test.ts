import { expect, test } from "vitest";
import { readRealProviders } from "./real-providers.ts";

const model = { MODEL_URL: "https://api.openai.com", MODEL_API_KEY: "sk-1", MODEL_NAME: "gpt-5-mini" };
const qstash = {
  QSTASH_URL: "https://qstash.upstash.io",
  QSTASH_TOKEN: "t",
  QSTASH_CURRENT_SIGNING_KEY: "sig_1",
  QSTASH_NEXT_SIGNING_KEY: "sig_2",
};

test("without variables every stand-in is in use", () => {
  expect(readRealProviders({ PATH: "/bin", MODEL_URL: "" })).toEqual({ variables: {}, replaced: new Set() });
});

test.each([
  [
    "Upstash Redis",
    { UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "t" },
    "redis",
    { UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "t" },
  ],
  ["a model", model, "model", model],
  [
    "Neon",
    { AUTH_DATABASE_URL: "postgres://a", API_DATABASE_URL: "postgres://b" },
    "neon",
    { AUTH_DATABASE_URL: "postgres://a", API_DATABASE_URL: "postgres://b", NEON_FETCH_ENDPOINT: "" },
  ],
  [
    "Resend",
    { RESEND_API_KEY: "re_1" },
    "mail",
    { MAIL_URL: "https://api.resend.com", MAIL_API_KEY: "re_1", MAIL_FROM: "Alva <onboarding@resend.dev>" },
  ],
])("%s takes the place of its stand-in alone", (_case, env, name, variables) => {
  expect(readRealProviders(env)).toEqual({ variables, replaced: new Set([name]) });
});

test("hosted QStash calls back at the public origins", () => {
  const { variables, replaced } = readRealProviders({
    ...qstash,
    ...model,
    PUBLIC_API_ORIGIN: "https://alva.example",
    PUBLIC_AUTH_ORIGIN: "https://auth.alva.example",
  });
  expect(variables).toEqual({
    ...qstash,
    ...model,
    WEBHOOK_ORIGIN: "https://alva.example",
    AUTH_WEBHOOK_ORIGIN: "https://auth.alva.example",
  });
  expect(replaced).toEqual(new Set(["qstash", "model"]));
});

test("a database and a Redis of one's own stay behind the stand-ins", () => {
  expect(readRealProviders({ DATABASE_URL: "postgres://d", REDIS_URL: "redis://r" })).toEqual({
    databaseUrl: "postgres://d",
    redisUrl: "redis://r",
    variables: {},
    replaced: new Set(),
  });
});

test.each([
  ["half a group", { UPSTASH_REDIS_REST_URL: "https://x" }, /needs UPSTASH_REDIS_REST_TOKEN as well/],
  ["hosted QStash with the local model", qstash, /set MODEL_URL, MODEL_API_KEY, MODEL_NAME/],
  ["hosted QStash without a public address", { ...qstash, ...model }, /PUBLIC_API_ORIGIN/],
  [
    "hosted QStash that reaches one worker alone",
    { ...qstash, ...model, PUBLIC_API_ORIGIN: "https://alva.example" },
    /PUBLIC_AUTH_ORIGIN/,
  ],
])("%s is refused in a sentence", (_case, env, message) => {
  expect(() => readRealProviders(env)).toThrow(message);
});

test("a refusal never shows a value", () => {
  expect(() => readRealProviders({ MODEL_API_KEY: "sk-very-secret" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("very-secret") }),
  );
});

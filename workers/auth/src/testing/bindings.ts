import type { TestIssuer } from "@alva/http/testing/bearer-refusals";
import { env } from "cloudflare:workers";
import * as z from "zod";

/** What the test stack gives besides the worker's own variables. */
const Bindings = z.looseObject({
  OWNER_DATABASE_URL: z.string(),
  NEON_FETCH_ENDPOINT: z.string(),
  UPSTASH_REDIS_REST_URL: z.string(),
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  AUTH_ORIGIN: z.string(),
  API_ORIGIN: z.string(),
  WEB_ORIGIN: z.string(),
  MAIL_URL: z.string(),
  QSTASH_URL: z.string(),
  WEBHOOK_ORIGIN: z.string(),
  AUTH_WEBHOOK_ORIGIN: z.string(),
  QSTASH_CURRENT_SIGNING_KEY: z.string(),
  AUTH_SIGNING_KEYS: z.string(),
  AUTH_LINK_KEY: z.string(),
  AUTH_REFRESH_KEY: z.string(),
});

/** The worker's environment in this run. */
export const bindings = Bindings.parse({ ...env });

const [key] = z.array(z.looseObject({ kid: z.string() })).parse(JSON.parse(bindings.AUTH_SIGNING_KEYS));
if (!key) throw new TypeError("the test stack gives a signing key");

/** This worker as an issuer of access tokens. */
export const issuer: TestIssuer = { issuer: bindings.AUTH_ORIGIN, audience: bindings.API_ORIGIN, key };

/** What a deployed worker would be told instead of the local addresses. */
export const production = {
  ENVIRONMENT: "production",
  AUTH_ORIGIN: "https://auth.example.com",
  API_ORIGIN: "https://api.example.com",
  WEB_ORIGIN: "https://app.example.com",
  WEBHOOK_ORIGIN: "https://api.example.com",
  AUTH_WEBHOOK_ORIGIN: "https://auth.example.com",
  NEON_FETCH_ENDPOINT: "",
  UPSTASH_REDIS_REST_URL: "https://example.upstash.io",
  QSTASH_URL: "https://qstash.upstash.io",
  MAIL_URL: "https://api.resend.com",
};

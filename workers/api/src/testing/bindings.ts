import { env } from "cloudflare:workers";
import * as z from "zod";

/** What the test stack gives besides the worker's own variables. */
const Bindings = z.looseObject({
  OWNER_DATABASE_URL: z.string(),
  NEON_URL: z.string(),
  NEON_FETCH_ENDPOINT: z.string(),
  QSTASH_URL: z.string(),
  QSTASH_TOKEN: z.string(),
  MODEL_NAME: z.string(),
  UPSTASH_REDIS_REST_URL: z.string(),
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  MODEL_STAND_IN_URL: z.string(),
  API_ORIGIN: z.string(),
  AUTH_ORIGIN: z.string(),
  WEB_ORIGIN: z.string(),
  WEBHOOK_ORIGIN: z.string(),
  AUTH_WEBHOOK_ORIGIN: z.string(),
  API_UNSUBSCRIBE_KEY: z.string(),
  AUTH_SIGNING_KEYS: z.string(),
  QSTASH_CURRENT_SIGNING_KEY: z.string(),
  QSTASH_NEXT_SIGNING_KEY: z.string(),
});

/** The worker's environment in this run. */
export const bindings = Bindings.parse({ ...env });

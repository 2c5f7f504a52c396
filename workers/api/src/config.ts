import { PublicKeySet } from "@alva/contracts/auth";
import {
  Environment,
  JsonText,
  Origin,
  parseConfig,
  publicInProduction,
  QstashDev,
  Secret,
} from "@alva/http/config";
import { HmacKeyList, type HmacKeys } from "@alva/http/hmac-keys";
import { onOneSite } from "@alva/http/one-site";
import * as z from "zod";

const Variables = z
  .object({
    ENVIRONMENT: Environment,
    API_ORIGIN: Origin,
    AUTH_ORIGIN: Origin,
    WEB_ORIGIN: Origin,
    WEBHOOK_ORIGIN: Origin,
    AUTH_WEBHOOK_ORIGIN: Origin,
    AUTH_PUBLIC_KEYS: JsonText(PublicKeySet, "is not a JWK set"),
    NEON_FETCH_ENDPOINT: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
    UPSTASH_REDIS_REST_URL: z.url("missing"),
    QSTASH_URL: z.url("missing"),
    MODEL_URL: z.url("missing"),
    MODEL_NAME: z.string("missing").min(1),
    API_DATABASE_URL: Secret(20),
    UPSTASH_REDIS_REST_TOKEN: Secret(16),
    QSTASH_TOKEN: Secret(16),
    QSTASH_CURRENT_SIGNING_KEY: Secret(20),
    QSTASH_NEXT_SIGNING_KEY: Secret(20),
    MODEL_API_KEY: Secret(16),
    UPLOADS: z.custom<R2Bucket>((bucket) => typeof bucket === "object" && bucket !== null, "missing"),
    API_UNSUBSCRIBE_KEY: HmacKeyList,
    QSTASH_DEV: QstashDev,
  })
  .superRefine(
    publicInProduction(
      "API_ORIGIN",
      "AUTH_ORIGIN",
      "WEB_ORIGIN",
      "WEBHOOK_ORIGIN",
      "AUTH_WEBHOOK_ORIGIN",
      "UPSTASH_REDIS_REST_URL",
      "QSTASH_URL",
      "MODEL_URL",
    ),
  )
  .superRefine(onOneSite("API_ORIGIN", "AUTH_ORIGIN", "WEB_ORIGIN"));

/** What the api worker is told from outside, under the names that the code uses. */
export interface Config {
  /** Whether the worker is deployed rather than run by a developer. */
  readonly production: boolean;
  readonly apiOrigin: string;
  readonly authOrigin: string;
  readonly webOrigin: string;
  /** Where QStash reaches this worker. */
  readonly webhookOrigin: string;
  /** Where QStash reaches the auth worker. */
  readonly authWebhookOrigin: string;
  readonly authPublicKeys: PublicKeySet;
  readonly database: { readonly url: string; readonly fetchEndpoint: string | undefined };
  /** The bucket of the files that people upload. */
  readonly uploads: R2Bucket;
  readonly redis: { readonly url: string; readonly token: string };
  readonly qstash: {
    readonly url: string;
    readonly token: string;
    readonly currentSigningKey: string;
    readonly nextSigningKey: string;
  };
  /** Of the links that end optional mails. */
  readonly unsubscribeKeys: HmacKeys;
  /** `url` is the full address of the chat completions endpoint. */
  readonly model: { readonly url: string; readonly name: string; readonly apiKey: string };
}

/** Reads the environment. Throws `ConfigError` naming each variable at fault. */
export function readConfig(env: unknown): Config {
  const variables = parseConfig(Variables, env);
  return {
    production: variables.ENVIRONMENT === "production",
    apiOrigin: variables.API_ORIGIN,
    authOrigin: variables.AUTH_ORIGIN,
    webOrigin: variables.WEB_ORIGIN,
    webhookOrigin: variables.WEBHOOK_ORIGIN,
    authWebhookOrigin: variables.AUTH_WEBHOOK_ORIGIN,
    authPublicKeys: variables.AUTH_PUBLIC_KEYS,
    database: { url: variables.API_DATABASE_URL, fetchEndpoint: variables.NEON_FETCH_ENDPOINT },
    uploads: variables.UPLOADS,
    redis: { url: variables.UPSTASH_REDIS_REST_URL, token: variables.UPSTASH_REDIS_REST_TOKEN },
    qstash: {
      url: variables.QSTASH_URL,
      token: variables.QSTASH_TOKEN,
      currentSigningKey: variables.QSTASH_CURRENT_SIGNING_KEY,
      nextSigningKey: variables.QSTASH_NEXT_SIGNING_KEY,
    },
    unsubscribeKeys: variables.API_UNSUBSCRIBE_KEY,
    model: { url: variables.MODEL_URL, name: variables.MODEL_NAME, apiKey: variables.MODEL_API_KEY },
  };
}

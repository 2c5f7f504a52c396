import { PublicKey } from "@alva/contracts/auth";
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

const SigningKey = PublicKey.extend({ d: z.string().min(40) });
/** A private P-256 key as JWK. The first of several signs; all are published. */
export type SigningKey = z.infer<typeof SigningKey>;

const SigningKeys = JsonText(
  z
    .tuple([SigningKey], SigningKey)
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length),
  "is not a JSON array of private P-256 JWKs with distinct kid, alg and use",
);

const Variables = z
  .object({
    ENVIRONMENT: Environment,
    AUTH_ORIGIN: Origin,
    API_ORIGIN: Origin,
    WEB_ORIGIN: Origin,
    REQUIRE_SAME_BROWSER: z.enum(["true", "false"], "must be true or false"),
    NEON_FETCH_ENDPOINT: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
    UPSTASH_REDIS_REST_URL: z.url("missing"),
    UPSTASH_REDIS_REST_TOKEN: Secret(16),
    QSTASH_URL: z.url("missing"),
    QSTASH_TOKEN: Secret(16),
    QSTASH_CURRENT_SIGNING_KEY: Secret(20),
    QSTASH_NEXT_SIGNING_KEY: Secret(20),
    WEBHOOK_ORIGIN: Origin,
    AUTH_WEBHOOK_ORIGIN: Origin,
    MAIL_URL: z.url("missing"),
    MAIL_FROM: z.string("missing").min(3, "missing"),
    MAIL_API_KEY: Secret(16),
    AUTH_DATABASE_URL: Secret(20),
    AUTH_SIGNING_KEYS: SigningKeys,
    AUTH_LINK_KEY: HmacKeyList,
    AUTH_REFRESH_KEY: HmacKeyList,
    QSTASH_DEV: QstashDev,
  })
  .superRefine(
    publicInProduction(
      "AUTH_ORIGIN",
      "API_ORIGIN",
      "WEB_ORIGIN",
      "WEBHOOK_ORIGIN",
      "AUTH_WEBHOOK_ORIGIN",
      "MAIL_URL",
      "QSTASH_URL",
      "UPSTASH_REDIS_REST_URL",
    ),
  )
  .superRefine(onOneSite("AUTH_ORIGIN", "API_ORIGIN", "WEB_ORIGIN"));

/** What the auth worker is told from outside, under the names that the code uses. */
export interface Config {
  /** Whether the worker is deployed rather than run by a developer. */
  readonly production: boolean;
  /** Issuer of access tokens. */
  readonly authOrigin: string;
  /** Audience of access tokens. */
  readonly apiOrigin: string;
  /** Where links lead, and the only origin admitted to cookie routes. */
  readonly webOrigin: string;
  /** Whether a link works only in the browser that asked for it. */
  readonly requireSameBrowser: boolean;
  readonly signingKeys: readonly [SigningKey, ...SigningKey[]];
  readonly linkKeys: HmacKeys;
  readonly refreshKeys: HmacKeys;
  readonly database: { readonly url: string; readonly fetchEndpoint: string | undefined };
  readonly redis: { readonly url: string; readonly token: string };
  readonly qstash: {
    readonly url: string;
    readonly token: string;
    readonly currentSigningKey: string;
    readonly nextSigningKey: string;
  };
  /** Where QStash reaches the api worker. */
  readonly webhookOrigin: string;
  /** Where QStash reaches this worker. */
  readonly authWebhookOrigin: string;
  readonly mail: { readonly url: string; readonly from: string; readonly apiKey: string };
}

/** Reads the environment. Throws `ConfigError` naming each variable at fault. */
export function readConfig(env: unknown): Config {
  const variables = parseConfig(Variables, env);
  return {
    production: variables.ENVIRONMENT === "production",
    authOrigin: variables.AUTH_ORIGIN,
    apiOrigin: variables.API_ORIGIN,
    webOrigin: variables.WEB_ORIGIN,
    requireSameBrowser: variables.REQUIRE_SAME_BROWSER === "true",
    signingKeys: variables.AUTH_SIGNING_KEYS,
    linkKeys: variables.AUTH_LINK_KEY,
    refreshKeys: variables.AUTH_REFRESH_KEY,
    database: { url: variables.AUTH_DATABASE_URL, fetchEndpoint: variables.NEON_FETCH_ENDPOINT },
    redis: { url: variables.UPSTASH_REDIS_REST_URL, token: variables.UPSTASH_REDIS_REST_TOKEN },
    qstash: {
      url: variables.QSTASH_URL,
      token: variables.QSTASH_TOKEN,
      currentSigningKey: variables.QSTASH_CURRENT_SIGNING_KEY,
      nextSigningKey: variables.QSTASH_NEXT_SIGNING_KEY,
    },
    webhookOrigin: variables.WEBHOOK_ORIGIN,
    authWebhookOrigin: variables.AUTH_WEBHOOK_ORIGIN,
    mail: { url: variables.MAIL_URL, from: variables.MAIL_FROM, apiKey: variables.MAIL_API_KEY },
  };
}

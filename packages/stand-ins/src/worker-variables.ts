import type { Stack } from "./stack.ts";
import type { SigningKey } from "./secrets.ts";

interface Origins {
  readonly web: string;
  readonly auth: string;
  readonly api: string;
}

/** Where the parts listen in development. */
export const developmentOrigins: Origins = {
  web: "http://localhost:3000",
  auth: "http://localhost:3002",
  api: "http://localhost:3001",
};

/** Variables and secrets of both workers for local use, the content of `.dev.vars`. Each worker takes its own. */
export function workerVariables(
  { secrets, urls, neon, redis, qstash, mail, model }: Stack,
  origins: Origins = developmentOrigins,
): Record<string, string> {
  return {
    ENVIRONMENT: "development",
    WEB_ORIGIN: origins.web,
    AUTH_ORIGIN: origins.auth,
    API_ORIGIN: origins.api,
    WEBHOOK_ORIGIN: origins.api,
    AUTH_WEBHOOK_ORIGIN: origins.auth,
    NEON_FETCH_ENDPOINT: neon.endpoint,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
    AUTH_DATABASE_URL: urls.authUrl,
    AUTH_SIGNING_KEYS: JSON.stringify([secrets.signingKey]),
    AUTH_PUBLIC_KEYS: JSON.stringify({ keys: [publicHalf(secrets.signingKey)] }),
    AUTH_LINK_KEY: secrets.linkKey,
    AUTH_REFRESH_KEY: secrets.refreshKey,
    REQUIRE_SAME_BROWSER: "false",
    MAIL_URL: mail.url,
    MAIL_FROM: "Alva <hello@alva.test>",
    MAIL_API_KEY: secrets.mailApiKey,
    API_DATABASE_URL: urls.apiUrl,
    QSTASH_URL: qstash.url,
    QSTASH_TOKEN: secrets.qstashToken,
    QSTASH_CURRENT_SIGNING_KEY: secrets.qstashCurrentSigningKey,
    QSTASH_NEXT_SIGNING_KEY: secrets.qstashNextSigningKey,
    MODEL_URL: `${model.url}/v1/chat/completions`,
    MODEL_NAME: "alva-offline",
    MODEL_API_KEY: secrets.modelApiKey,
    API_UNSUBSCRIBE_KEY: secrets.unsubscribeKey,
  };
}

function publicHalf({ d: _private, ...rest }: SigningKey): Omit<SigningKey, "d"> {
  return rest;
}

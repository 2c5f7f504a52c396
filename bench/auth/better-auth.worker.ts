import { createDatabase } from "@alva/database/client";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis/cloudflare";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import { Hono } from "hono";
import * as schema from "./better-auth-tables.ts";

interface Env {
  readonly DATABASE_URL: string;
  readonly NEON_FETCH_ENDPOINT: string;
  readonly UPSTASH_REDIS_REST_URL: string;
  readonly UPSTASH_REDIS_REST_TOKEN: string;
  readonly ORIGIN: string;
  readonly WEB_ORIGIN: string;
  readonly SECRET: string;
}

interface Setting {
  readonly basePath: string;
  readonly cookieCache?: boolean;
  readonly limited?: boolean;
}

/**
 * better-auth set up in its own favour: made once per isolate and without Kysely, on the same driver as ours, and with
 * joins, which are off by default and save get-session one of its two round trips. Its mail goes nowhere (ours leaves
 * after the answer). Its limiter, which is on by default, counts where ours does, since the memory of an isolate holds
 * nobody back on Workers; each of its requests asks once. The rest is its defaults.
 */
function createAuth(env: Env, { basePath, cookieCache = false, limited = false }: Setting) {
  const { DATABASE_URL: url, NEON_FETCH_ENDPOINT: fetchEndpoint } = env;
  return betterAuth({
    baseURL: env.ORIGIN,
    basePath,
    secret: env.SECRET,
    trustedOrigins: [env.WEB_ORIGIN],
    database: drizzleAdapter(createDatabase({ url, fetchEndpoint, schema }), { provider: "pg", schema }),
    session: { cookieCache: { enabled: cookieCache } },
    advanced: { database: { joins: true }, ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] } },
    rateLimit: { enabled: limited, customStorage: { consume: consumeInRedis(env) } },
    telemetry: { enabled: false },
    plugins: [magicLink({ sendMagicLink: () => undefined })],
  });
}

type Consume = (
  key: string,
  rule: { readonly window: number; readonly max: number },
) => Promise<{ allowed: boolean; retryAfter: number | null }>;

function consumeInRedis({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token }: Env): Consume {
  const redis = new Redis({ url, token, enableTelemetry: false, enableAutoPipelining: false });
  return async function consume(key, { window, max }) {
    const limiter = new Ratelimit({
      redis,
      limiter: Ratelimit.fixedWindow(max, `${window} s`),
      prefix: `better-auth:${window}:${max}`,
      ephemeralCache: false,
    });
    const { success, reset } = await limiter.limit(key);
    return { allowed: success, retryAfter: success ? null : Math.ceil((reset - Date.now()) / 1000) };
  };
}

/**
 * What we limit is limited here too. Session checks are not, under `/unlimited`: each asks the database, and under
 * `/cached` a signed cookie answers them for five minutes.
 */
function createApp(env: Env): Hono {
  const app = new Hono();
  for (const setting of [
    { basePath: "/api/auth", limited: true },
    { basePath: "/unlimited/api/auth" },
    { basePath: "/cached/api/auth", cookieCache: true },
  ]) {
    const auth = createAuth(env, setting);
    app.on(["GET", "POST"], `${setting.basePath}/*`, (c) => auth.handler(c.req.raw));
  }
  return app;
}

let app: Hono | undefined;

export default {
  fetch: (request: Request, env: Env) => (app ??= createApp(env)).fetch(request),
};

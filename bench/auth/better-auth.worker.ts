import { createDatabase } from "@alva/database/client";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import { Hono } from "hono";
import * as schema from "./better-auth-tables.ts";

interface Env {
  readonly DATABASE_URL: string;
  readonly NEON_FETCH_ENDPOINT: string;
  readonly ORIGIN: string;
  readonly WEB_ORIGIN: string;
  readonly SECRET: string;
}

/**
 * better-auth set up in its own favour: made once per isolate and without Kysely, on the same driver as ours, and with
 * joins, which are off by default and save get-session one of its two round trips. It has no limiter (ours asks Redis)
 * and its mail goes nowhere (ours leaves after the answer). The rest is its defaults.
 */
function createAuth(env: Env, { basePath, cookieCache }: { basePath: string; cookieCache: boolean }) {
  const { DATABASE_URL: url, NEON_FETCH_ENDPOINT: fetchEndpoint } = env;
  return betterAuth({
    baseURL: env.ORIGIN,
    basePath,
    secret: env.SECRET,
    trustedOrigins: [env.WEB_ORIGIN],
    database: drizzleAdapter(createDatabase({ url, fetchEndpoint, schema }), { provider: "pg", schema }),
    session: { cookieCache: { enabled: cookieCache } },
    advanced: { database: { joins: true }, ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [magicLink({ sendMagicLink: () => undefined })],
  });
}

/** By default each session check asks the database. Under `/cached` a signed cookie answers it for five minutes. */
function createApp(env: Env): Hono {
  const auth = createAuth(env, { basePath: "/api/auth", cookieCache: false });
  const cachedAuth = createAuth(env, { basePath: "/cached/api/auth", cookieCache: true });
  return new Hono()
    .on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
    .on(["GET", "POST"], "/cached/api/auth/*", (c) => cachedAuth.handler(c.req.raw));
}

let app: Hono | undefined;

export default {
  fetch: (request: Request, env: Env) => (app ??= createApp(env)).fetch(request),
};

import { PublicKeySet } from "@alva/contracts/auth";
import { createAccessTokenVerifier } from "@alva/http/access-token";
import { type BearerEnv, requireBearer } from "@alva/http/bearer";
import { Hono } from "hono";

interface Env {
  readonly AUTH_ORIGIN: string;
  readonly API_ORIGIN: string;
  readonly AUTH_PUBLIC_KEYS: string;
}

/** What each request of the api worker pays before its own work, and nothing around it. */
function createApp(env: Env): Hono<BearerEnv> {
  const verify = createAccessTokenVerifier({
    issuer: env.AUTH_ORIGIN,
    audience: env.API_ORIGIN,
    keys: PublicKeySet.parse(JSON.parse(env.AUTH_PUBLIC_KEYS)),
  });
  return new Hono<BearerEnv>().get("/", requireBearer(verify), (c) => c.body(null, 204));
}

let app: Hono<BearerEnv> | undefined;

export default {
  fetch: (request: Request, env: Env) => (app ??= createApp(env)).fetch(request),
};

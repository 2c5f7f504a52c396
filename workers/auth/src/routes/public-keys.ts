import { authEndpoints } from "@alva/contracts/auth-endpoints";
import type { BaseEnv } from "@alva/http/request-log";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { publicKeys } from "../public-keys.ts";

/** `/.well-known/jwks.json`: what verifies our access tokens. */
export function publicKeyRoutes({ config }: Ports) {
  const keys = publicKeys(config.signingKeys);
  return new Hono<BaseEnv>().get(authEndpoints.publicKeys.path, (c) => {
    c.header("Cache-Control", "public, max-age=600");
    return c.json(keys);
  });
}

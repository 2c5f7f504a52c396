import type { AccessTokenClaims } from "@alva/contracts/auth";
import type { MiddlewareHandler } from "hono";
import type { AccessTokenVerifier } from "./access-token.ts";
import { ApiError } from "./api-error.ts";
import type { BaseEnv } from "./request-log.ts";

/** Context of a route behind `requireBearer`: the verified claims of who calls. */
export interface BearerEnv {
  Variables: BaseEnv["Variables"] & { caller: AccessTokenClaims };
}

/** Admits requests with a valid access token in the Authorization header, and nowhere else (RFC 9700 section 4.3.2). */
export function requireBearer(verify: AccessTokenVerifier): MiddlewareHandler<BearerEnv> {
  return async function requireBearer(c, next) {
    const [scheme, token, more] = (c.req.header("Authorization") ?? "").split(" ", 3);
    if (scheme?.toLowerCase() !== "bearer" || !token || more !== undefined) {
      throw new ApiError("access_token_missing", "Send an access token in the Authorization header.", {
        headers: { "WWW-Authenticate": "Bearer" },
      });
    }
    c.set("caller", await verify(token));
    await next();
  };
}

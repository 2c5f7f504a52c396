import type { MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";

/**
 * Refuses what came without TLS instead of redirecting it: a client that sent its secrets in the clear shall notice (OWASP
 * ASVS 5.0 section 4.1.2). The address that the platform saw decides, never a header that a client can write.
 */
export const requireHttps: MiddlewareHandler = async (c, next) => {
  if (new URL(c.req.url).protocol !== "https:") {
    throw new ApiError(
      "https_required",
      "Use https for this address. What was sent may have been read on its way.",
    );
  }
  await next();
};

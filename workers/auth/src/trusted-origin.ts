import { ApiError } from "@alva/http/api-error";
import type { MiddlewareHandler } from "hono";

/**
 * Admits to cookie routes only scripts of the web app (OWASP ASVS 5.0 sections 3.5.1 and 3.5.3): the Origin must be
 * its own, and what Fetch Metadata says must agree. A client without Origin is no browser and may not bring a cookie.
 */
export function requireTrustedOrigin(webOrigin: string): MiddlewareHandler {
  return async function requireTrustedOrigin(c, next) {
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site");
    const trusted =
      origin === undefined
        ? site === undefined && c.req.header("Cookie") === undefined
        : origin === webOrigin &&
          (site === undefined || site === "same-origin" || site === "same-site") &&
          c.req.header("Sec-Fetch-Mode") !== "navigate";
    if (!trusted) throw new ApiError("origin_forbidden", "Use the Alva web app for this.");
    await next();
  };
}

import type { MiddlewareHandler } from "hono";
import { cors as honoCors } from "hono/cors";

/**
 * Lets the web app's origin, and no other, read answers with credentials, and their times (W3C Resource Timing,
 * section 4.5). Other origins get no CORS header at all:
 * Hono's own middleware would still send them Allow-Credentials.
 */
export function cors(allowedOrigin: string | undefined): MiddlewareHandler {
  const allow = honoCors({
    origin: allowedOrigin ?? [],
    credentials: true,
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: [
      "Authorization",
      "Content-Type",
      "Idempotency-Key",
      "If-Match",
      "If-None-Match",
      "Last-Event-ID",
      "traceparent",
    ],
    exposeHeaders: [
      "X-Request-Id",
      "Retry-After",
      "RateLimit",
      "RateLimit-Policy",
      "Content-Disposition",
      "ETag",
    ],
    maxAge: 600,
  });
  return async function cors(c, next) {
    if (allowedOrigin && c.req.header("Origin") === allowedOrigin) {
      return allow(c, async () => {
        await next();
        c.header("Timing-Allow-Origin", allowedOrigin);
      });
    }
    await next();
    c.header("Vary", "Origin", { append: true });
  };
}

import type { MiddlewareHandler } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";

/** Without these a browser keeps the 304 from the web app's scripts. */
const corsHeaders = [
  "Access-Control-Allow-Origin",
  "Access-Control-Allow-Credentials",
  "Access-Control-Expose-Headers",
];
const tag = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...corsHeaders] });

/**
 * Gives each 200 an `ETag` and answers 304 without a body to an `If-None-Match` that still holds (RFC 9110 section
 * 13.1.2). The caller alone may keep the answer, and must ask before each use of it.
 */
export const revalidate: MiddlewareHandler = async function revalidate(c, next) {
  await tag(c, next);
  if (c.res.ok || c.res.status === 304) c.header("Cache-Control", "private, no-cache");
};

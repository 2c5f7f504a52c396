import { RETAINED_304_HEADERS } from "hono/etag";

/** What stays on a 304: CORS too, or a browser would withhold the answer that it has. */
export const retainedHeaders = [
  ...RETAINED_304_HEADERS,
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-expose-headers",
];

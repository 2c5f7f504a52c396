import type { MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";
import { boundedBody, isPlain } from "./bounded-body.ts";

interface FileBodyOptions {
  readonly types: readonly string[];
  readonly maxBytes: number;
}

/** A phone on a slow network needs this long for the largest file. */
const bodyTimeoutMilliseconds = 60_000;

/**
 * Admits a body as one file of bounded size, sent under one of these content types: anything else is 413, 415 or 408. No plain
 * form of another site can send such a type. What the bytes really are is for the handler to say; it finds them by
 * `c.req.arrayBuffer()`.
 */
export function fileBody({ types, maxBytes }: FileBodyOptions): MiddlewareHandler {
  const within = boundedBody({ maxBytes, milliseconds: bodyTimeoutMilliseconds });
  return async function fileBody(c, next) {
    if (!types.includes((c.req.header("Content-Type") ?? "").toLowerCase()) || !isPlain(c)) {
      throw new ApiError("content_type_unsupported", `Send the file as ${types.join(", ")}, not compressed.`);
    }
    await within(c, async () => {
      await c.req.arrayBuffer();
    });
    await next();
  };
}

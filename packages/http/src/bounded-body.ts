import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ApiError } from "./api-error.ts";

interface Bounds {
  readonly maxBytes: number;
  readonly milliseconds: number;
}

/** Runs `read` on a body that is at most so large and complete within so long; else rejects as `body_too_large` or `request_timeout`. */
export function boundedBody({ maxBytes, milliseconds }: Bounds) {
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new ApiError("body_too_large", `Send at most ${maxBytes} bytes.`);
    },
  });
  return (c: Context, read: () => Promise<void>): Promise<void> => inTime(limit(c, read), milliseconds);
}

/** A client that sends slowly must not hold us: answering ends the request, and the platform drops the rest. */
async function inTime(reading: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new ApiError("request_timeout", "The body did not arrive in time. Please send it again.")),
      milliseconds,
    );
  });
  await Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

/** Whether a request's body is sent as it is: a compressed one would pass the limit and then grow. */
export function isPlain(c: Context): boolean {
  return (c.req.header("Content-Encoding") ?? "identity") === "identity";
}

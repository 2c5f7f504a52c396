import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ApiError } from "./api-error.ts";

const jsonType = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
const defaultMaxBytes = 16 * 1024;
const maxDepth = 32;
const bodyTimeoutMilliseconds = 10_000;

/**
 * Admits a body only as plain UTF-8 JSON of bounded size and depth that is complete within 10 seconds: anything else is
 * 413, 415, 400 or 408 before a schema sees it. Requiring the JSON type also keeps plain cross-site forms away from cookie routes.
 */
export function jsonBody(maxBytes = defaultMaxBytes): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new ApiError("body_too_large", `Send at most ${maxBytes} bytes.`);
    },
  });
  return async function jsonBody(c, next) {
    const encoding = c.req.header("Content-Encoding");
    if (!jsonType.test(c.req.header("Content-Type") ?? "") || (encoding ?? "identity") !== "identity") {
      throw new ApiError(
        "content_type_unsupported",
        "Send the body as application/json in UTF-8, not compressed.",
      );
    }
    let text = "";
    const reading = limit(c, async () => {
      text = await c.req.text();
    });
    await inTime(reading);
    if (depth(text) > maxDepth || !isJson(text)) {
      throw new ApiError("malformed_json", `Send one JSON value, nested at most ${maxDepth} levels deep.`);
    }
    await next();
  };
}

/** Admits what `jsonBody` does, and requests without a body. One that names a type has a body, were it empty. */
export function optionalJsonBody(maxBytes = defaultMaxBytes): MiddlewareHandler {
  const required = jsonBody(maxBytes);
  return async function optionalJsonBody(c, next) {
    const empty = c.req.raw.body === null || c.req.header("Content-Length") === "0";
    return empty && c.req.header("Content-Type") === undefined ? next() : required(c, next);
  };
}

/** A client that sends slowly must not hold us: answering ends the request, and the platform drops the rest. */
async function inTime(reading: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new ApiError("request_timeout", "The body did not arrive in time. Please send it again.")),
      bodyTimeoutMilliseconds,
    );
  });
  await Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How deep brackets nest outside strings. Looked at before parsing: deep input is cheap to send and dear to walk. */
function depth(text: string): number {
  let open = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (inString) {
      if (sign === "\\") index += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, (open += 1));
    else if (sign === "}" || sign === "]") open -= 1;
  }
  return deepest;
}

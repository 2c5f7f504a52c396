import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";
import { boundedBody, isPlain } from "./bounded-body.ts";

const jsonType = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;
const defaultMaxBytes = 16 * 1024;
const maxDepth = 32;
const bodyTimeoutMilliseconds = 10_000;

interface JsonBodyOptions {
  /** In bytes; 16 KiB when absent. */
  readonly maxBytes?: number | undefined;
  /** Rejects a text that is not even to be parsed. */
  readonly check?: (c: Context, text: string) => Promise<void>;
}

/**
 * Admits a body only as plain UTF-8 JSON of bounded size and depth that is complete within 10 seconds: anything else is
 * 413, 415, 400 or 408 before a schema sees it. Requiring the JSON type also keeps plain cross-site forms away from cookie routes.
 */
export function jsonBody({ maxBytes = defaultMaxBytes, check }: JsonBodyOptions = {}): MiddlewareHandler {
  const within = boundedBody({ maxBytes, milliseconds: bodyTimeoutMilliseconds });
  return async function jsonBody(c, next) {
    if (!jsonType.test(c.req.header("Content-Type") ?? "") || !isPlain(c)) {
      throw new ApiError(
        "content_type_unsupported",
        "Send the body as application/json in UTF-8, not compressed.",
      );
    }
    let text = "";
    await within(c, async () => {
      text = await c.req.text();
    });
    await check?.(c, text);
    if (depth(text) > maxDepth || !isJson(text)) {
      throw new ApiError("malformed_json", `Send one JSON value, nested at most ${maxDepth} levels deep.`);
    }
    await next();
  };
}

/** Admits what `jsonBody` does, and requests without a body. One that names a type has a body, were it empty. */
export function optionalJsonBody(options: JsonBodyOptions = {}): MiddlewareHandler {
  const required = jsonBody(options);
  return async function optionalJsonBody(c, next) {
    const empty = c.req.raw.body === null || c.req.header("Content-Length") === "0";
    return empty && c.req.header("Content-Type") === undefined ? next() : required(c, next);
  };
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
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') index = endOfString(text, index);
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, (open += 1));
    else if (sign === "}" || sign === "]") open -= 1;
  }
  return deepest;
}

/**
 * Where the string that begins at this quote ends: at the next quote that is not escaped, or with the text. Deliveries
 * are one long string each, in which `indexOf` is many times as quick as a look at every sign.
 */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

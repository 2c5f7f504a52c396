import { Receiver } from "@upstash/qstash";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";
import { jsonBody } from "./json-body.ts";

const clockToleranceSeconds = 10;

interface SignatureOptions {
  /** QStash signs with either while its keys are rolled. */
  readonly qstash: { readonly currentSigningKey: string; readonly nextSigningKey: string };
  /** Where QStash was told to reach this worker. */
  readonly webhookOrigin: string;
  /** Largest accepted delivery in bytes; 16 KiB when absent. */
  readonly maxBodyBytes?: number;
}

/**
 * Admits deliveries that QStash signed for exactly this address: the subject is compared with the configured origin,
 * never with what the request says of itself, so that a delivery for one address cannot be replayed to another.
 */
export function requireQstashSignature(options: SignatureOptions): MiddlewareHandler {
  const { qstash, webhookOrigin, maxBodyBytes } = options;
  const receiver = new Receiver({
    currentSigningKey: qstash.currentSigningKey,
    nextSigningKey: qstash.nextSigningKey,
    devMode: false,
  });
  const admitBody = jsonBody(maxBodyBytes);
  return async function requireQstashSignature(c, next) {
    const signature = c.req.header("Upstash-Signature");
    if (!signature) throw refused();
    return admitBody(c, async () => {
      const { pathname, search } = new URL(c.req.url);
      const body = await c.req.text();
      const url = `${webhookOrigin}${pathname}${search}`;
      await receiver
        .verify({ signature, body, url, clockTolerance: clockToleranceSeconds })
        .catch((error: unknown) => {
          throw refused(error);
        });
      await next();
    });
  };
}

/** The SDK's own messages carry both body hashes; they stay in the log. */
function refused(cause?: unknown): ApiError {
  return new ApiError("signature_invalid", "This delivery is not signed for this address.", { cause });
}

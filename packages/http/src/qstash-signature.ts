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
  const admitBody = jsonBody({
    maxBytes: maxBodyBytes,
    async check(c, body) {
      const { pathname, search } = new URL(c.req.url);
      const signature = c.req.header("Upstash-Signature") ?? "";
      const url = `${webhookOrigin}${pathname}${search}`;
      await receiver
        .verify({ signature, body, url, clockTolerance: clockToleranceSeconds })
        .catch((error: unknown) => {
          // Were both keys rolled, every delivery would end here.
          throw refused("unverified", error);
        });
    },
  });
  return async function requireQstashSignature(c, next) {
    const signature = c.req.header("Upstash-Signature");
    if (!signature) throw refused("absent");
    if (!compactToken.test(signature)) throw refused("malformed");
    return admitBody(c, next);
  };
}

/** Three parts in base64url (RFC 7515 section 7.1), and a size that no signature of QStash comes near. */
const compactToken = /^(?:[\w-]{1,2000}\.){2}[\w-]{1,200}$/;

/** Says that someone was refused, for the alarm. The SDK's own messages carry both body hashes; they stay in the cause. */
function refused(signature: "absent" | "malformed" | "unverified", cause?: unknown): ApiError {
  console.warn(JSON.stringify({ level: "warn", event: "signature_refused", signature }));
  return new ApiError("signature_invalid", "This delivery is not signed for this address.", { cause });
}

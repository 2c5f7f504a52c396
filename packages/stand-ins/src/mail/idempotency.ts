import { MailError } from "./mail-error.ts";

const windowMs = 24 * 60 * 60 * 1000;

/** Remembers what was answered to which key. */
export interface Idempotency {
  /**
   * Does the work once per key: the same key with the same request gets the first answer again for 24 hours.
   * Throws `MailError` for a key of a wrong length, or one that already belongs to another request.
   */
  once<Result>(key: string | undefined, request: unknown, work: () => Result): Result;
}

/** An empty memory. `now` gives Unix time in milliseconds. */
export function createIdempotency(now: () => number): Idempotency {
  const remembered = new Map<string, { at: number; request: string; result: unknown }>();
  return {
    once(key, request, work) {
      if (key === undefined) return work();
      if (key.length < 1 || key.length > 256) {
        throw new MailError("invalid_idempotency_key", "The key must be between 1-256 chars.");
      }
      const fingerprint = JSON.stringify(request);
      const before = remembered.get(key);
      if (before && now() - before.at < windowMs) {
        if (before.request === fingerprint) return before.result as ReturnType<typeof work>;
        throw new MailError(
          "invalid_idempotent_request",
          "This idempotency key has been used on a request with a different payload.",
        );
      }
      const result = work();
      remembered.set(key, { at: now(), request: fingerprint, result });
      return result;
    },
  };
}

import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis/cloudflare";
import { dependencyUnavailable } from "./api-error.ts";

/** At most `limit` in any window of this length (sliding, so a window's edge does not double it). */
interface Rule {
  readonly limit: number;
  readonly windowSeconds: number;
}

interface RateLimiterOptions {
  readonly redis: { readonly url: string; readonly token: string };
  /** Keeps the counters of one limiter apart from another's. */
  readonly name: string;
  /** A caller must pass all of them. */
  readonly rules: readonly Rule[];
}

/** Whether one more is admitted. When not, `retryAfterSeconds` is at least 1. */
export interface Admission {
  readonly admitted: boolean;
  readonly retryAfterSeconds: number;
}

/** Counts one request of `identifier`; rejects with `dependency_unavailable` when Redis gave no answer. */
export type RateLimiter = (identifier: string) => Promise<Admission>;

/** A Redis that is away is noticed within 300 ms, the answer's own time included. */
const requestTimeoutMilliseconds = 280;

/**
 * A limiter on Upstash Redis that fails closed. The defaults of the two packages would block
 * a request for seconds and then let it pass: no retries here, and a timeout that rejects instead of admitting.
 */
export function createRateLimiter({ redis: { url, token }, name, rules }: RateLimiterOptions): RateLimiter {
  const redis = new Redis({
    url,
    token,
    retry: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(requestTimeoutMilliseconds),
  });
  const limiters = rules.map(
    ({ limit, windowSeconds }) =>
      new Ratelimit({
        redis,
        limiter: Ratelimit.slidingWindow(limit, `${windowSeconds} s`),
        prefix: `limit:${name}:${windowSeconds}`,
        timeout: 0,
        ephemeralCache: false,
      }),
  );
  return async function admit(identifier) {
    try {
      const answers = await Promise.all(limiters.map((limiter) => limiter.limit(identifier)));
      const refused = answers.filter(({ success }) => !success);
      const resets = refused.map(({ reset }) => Math.ceil((reset - Date.now()) / 1000));
      return { admitted: refused.length === 0, retryAfterSeconds: Math.max(1, ...resets) };
    } catch (error) {
      console.warn(JSON.stringify({ level: "warn", event: "limiter_degraded", limiter: name }));
      throw dependencyUnavailable(error);
    }
  };
}

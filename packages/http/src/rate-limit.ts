import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis/cloudflare";
import { dependencyUnavailable } from "./api-error.ts";
import { createIsolateLimiter } from "./isolate-limiter.ts";
import type { Rule, Rules } from "./rate-limit-rule.ts";
import { slidingLog } from "./sliding-log.ts";

interface RateLimiterOptions {
  readonly redis: { readonly url: string; readonly token: string };
  /** Keeps the counters of one limiter apart from another's, and names its policy to clients. */
  readonly name: string;
  readonly rules: Rules;
}

/** Whether one more is admitted, and how its sender stands with the rule that binds it most. */
export interface Admission {
  readonly admitted: boolean;
  readonly rule: Rule;
  readonly remaining: number;
  /** Seconds until more becomes available, at least 1. */
  readonly resetSeconds: number;
}

/** Counts requests by who sends them. */
export interface RateLimiter {
  readonly name: string;
  readonly rules: Rules;
  /**
   * Counts one request of `identifier`; a refused one costs nothing. When two limiters decide about one request they
   * share its deadline. Rejects with `dependency_unavailable` when Redis gave no answer by then.
   */
  readonly admit: (identifier: string, deadline?: AbortSignal) => Promise<Admission>;
}

/** Leaves 20 of the 300 ms that a decision may take for what is not waiting. */
const decisionMilliseconds = 280;

/** When the limits of a request that comes now must have been decided. */
export function decisionDeadline(): AbortSignal {
  return AbortSignal.timeout(decisionMilliseconds);
}

/**
 * A limiter on Upstash Redis that fails closed. The defaults of the two packages would block a request for seconds and
 * then let it pass: no retries here, and a deadline that rejects instead of admitting.
 */
export function createRateLimiter({ redis: { url, token }, name, rules }: RateLimiterOptions): RateLimiter {
  const limiter = slidingLog(rules);
  return {
    name,
    rules,
    async admit(identifier, deadline = decisionDeadline()) {
      // A client per decision, because it takes its deadline when it is made. It holds no connection.
      const redis = new Redis({
        url,
        token,
        retry: false,
        enableTelemetry: false,
        enableAutoPipelining: false,
        signal: () => deadline,
      });
      const limits = new Ratelimit({
        redis,
        limiter,
        prefix: `limit:${name}`,
        timeout: 0,
        ephemeralCache: false,
      });
      try {
        const { success, limit, remaining, reset } = await limits.limit(identifier);
        const rule = rules.find((one) => one.limit === limit) ?? rules[0];
        return { admitted: success, rule, remaining, resetSeconds: secondsUntil(reset) };
      } catch (error) {
        console.warn(JSON.stringify({ level: "warn", event: "limiter_degraded", limiter: name }));
        throw dependencyUnavailable(error);
      }
    },
  };
}

/**
 * The limiter of a route that must stay open: while Redis is away each isolate counts by itself, by the same rules, so
 * that a caller is still limited where it keeps coming in.
 */
export function openWithoutRedis(limiter: RateLimiter): RateLimiter {
  const admitHere = createIsolateLimiter(limiter);
  return {
    ...limiter,
    admit: (identifier, deadline) =>
      limiter.admit(identifier, deadline).catch(() => {
        const { resetAt, ...standing } = admitHere(identifier);
        return { ...standing, resetSeconds: secondsUntil(resetAt) };
      }),
  };
}

function secondsUntil(time: number): number {
  return Math.max(1, Math.ceil((time - Date.now()) / 1000));
}

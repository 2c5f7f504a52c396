import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";
import { type Admission, decisionDeadline, type RateLimiter } from "./rate-limit.ts";
import type { BaseEnv } from "./request-log.ts";

/** Context of a route behind `limitRequests`: by when a further limiter must have decided about the request. */
export interface LimitedEnv {
  Variables: BaseEnv["Variables"] & { decisionDeadline: AbortSignal };
}

interface LimitRequestsOptions {
  readonly limiter: RateLimiter;
  /** Who is counted. */
  readonly identify: (c: Context) => string;
  /** What a refused person is told. */
  readonly detail: string;
}

/**
 * Limits the route that it is mounted on, which no spelling of the address escapes. Refusals are `rate_limited` with
 * `Retry-After`; every answer of the route, its own refusals too, tells how its caller stands.
 */
export function limitRequests({
  limiter,
  identify,
  detail,
}: LimitRequestsOptions): MiddlewareHandler<LimitedEnv> {
  return async function limitRequests(c, next) {
    const deadline = decisionDeadline();
    const admission = await limiter.admit(identify(c), deadline);
    const fields = rateLimitFields(limiter.name, admission);
    if (!admission.admitted) {
      throw new ApiError("rate_limited", detail, {
        headers: { ...fields, "Retry-After": String(admission.resetSeconds) },
      });
    }
    c.set("decisionDeadline", deadline);
    await next();
    // A route behind two limiters tells of both.
    for (const [name, value] of Object.entries(fields)) c.header(name, value, { append: true });
  };
}

/** The two fields of draft-ietf-httpapi-ratelimit-headers-11, as RFC 9651 lists of one policy. */
function rateLimitFields(name: string, { rule, remaining, resetSeconds }: Admission): Record<string, string> {
  return {
    "RateLimit-Policy": `"${name}";q=${rule.limit};w=${rule.windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}

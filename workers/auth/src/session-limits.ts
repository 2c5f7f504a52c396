import { openWithoutRedis, createRateLimiter, type RateLimiter } from "@alva/http/rate-limit";

/** How often links may be spent and sessions refreshed. Both go on without Redis: nobody is locked out by its absence. */
export interface SessionLimits {
  /** Per network: 10 links a minute. Guessing is hopeless anyway; this keeps it from costing the database. */
  readonly verify: RateLimiter;
  /** Per session: 60 refreshes a minute, more than 50 tabs that wake up at once. */
  readonly refresh: RateLimiter;
}

const minute = 60;

/** Connects both limits to Redis. */
export function createSessionLimits(redis: { readonly url: string; readonly token: string }): SessionLimits {
  const perMinute = (name: string, limit: number) =>
    openWithoutRedis(createRateLimiter({ redis, name, rules: [{ limit, windowSeconds: minute }] }));
  return { verify: perMinute("verify", 10), refresh: perMinute("refresh", 60) };
}

/** At most `limit` in any stretch of time of this length, wherever it begins. */
export interface Rule {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** The rules of one limiter. A caller must pass all of them. */
export type Rules = readonly [Rule, ...Rule[]];

/** How a caller stands with the rule that binds it most: the one with the least left, of equals the slowest. */
export interface Standing {
  readonly rule: Rule;
  readonly remaining: number;
  /** Unix time in milliseconds when more becomes available. */
  readonly resetAt: number;
}

/** How someone stands now who was admitted at these times (Unix time in milliseconds, newest first). */
export function standingOf(rules: Rules, times: readonly number[], now: number): Standing {
  return rules
    .map((rule) => standingWith(rule, times, now))
    .reduce((most, one) => {
      const bindsMore =
        one.remaining < most.remaining || (one.remaining === most.remaining && one.resetAt > most.resetAt);
      return bindsMore ? one : most;
    });
}

function standingWith(rule: Rule, times: readonly number[], now: number): Standing {
  const windowMilliseconds = rule.windowSeconds * 1000;
  const counted = times.filter((time) => now - time < windowMilliseconds).slice(0, rule.limit);
  return {
    rule,
    remaining: rule.limit - counted.length,
    resetAt: (counted.at(-1) ?? now) + windowMilliseconds,
  };
}

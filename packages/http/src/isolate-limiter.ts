import { type Rules, type Standing, standingOf } from "./rate-limit-rule.ts";

interface IsolateLimiterOptions {
  readonly rules: Rules;
  /** How many callers are remembered; of more, those seen longest ago are forgotten. */
  readonly maxIdentifiers?: number;
}

/**
 * Counts in this isolate's own memory, by the same rules as Redis does for all of them. Memory is bounded by the number
 * of callers and the largest limit; nothing runs in the background.
 */
export function createIsolateLimiter({ rules, maxIdentifiers = 10_000 }: IsolateLimiterOptions) {
  const admissions = new Map<string, readonly number[]>();
  const most = Math.max(...rules.map(({ limit }) => limit));

  return function admit(identifier: string): Standing & { readonly admitted: boolean } {
    const now = Date.now();
    const before = admissions.get(identifier) ?? [];
    const admitted = standingOf(rules, before, now).remaining > 0;
    const times = admitted ? [now, ...before].slice(0, most) : before;
    // Set anew, so that the map's order is that of last use.
    admissions.delete(identifier);
    admissions.set(identifier, times);
    for (const [oldest] of admissions) {
      if (admissions.size <= maxIdentifiers) break;
      admissions.delete(oldest);
    }
    return { admitted, ...standingOf(rules, times, now) };
  };
}

import type { RatelimitConfig } from "@upstash/ratelimit";
import { type Rules, standingOf } from "./rate-limit-rule.ts";

/**
 * KEYS[1] lists when its owner was admitted, newest first. The one that came `limit` admissions ago decides each rule;
 * only who passes all of them is written down, so being refused costs nothing.
 */
const script = `#!lua flags=allow-key-locking
local now = tonumber(ARGV[1])
local times = redis.call("LRANGE", KEYS[1], 0, -1)
local most, longest = 0, 0
for i = 2, #ARGV, 2 do
  local limit, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  if times[limit] and now - tonumber(times[limit]) < window then return {0, times} end
  most, longest = math.max(most, limit), math.max(longest, window)
end
redis.call("LPUSH", KEYS[1], ARGV[1])
redis.call("LTRIM", KEYS[1], 0, most - 1)
redis.call("PEXPIRE", KEYS[1], longest)
table.insert(times, 1, ARGV[1])
return {1, times}`;

/**
 * An algorithm for `@upstash/ratelimit` that is exact: no stretch of time holds more than its limit. The package's own
 * sliding window estimates, and lets almost twice as many pass around a window's edge. All rules are decided in one
 * script, hence atomically. `limit` of its answers tells which rule binds.
 */
export function slidingLog(rules: Rules): RatelimitConfig["limiter"] {
  const limits = rules.flatMap(({ limit, windowSeconds }) => [String(limit), String(windowSeconds * 1000)]);
  return () => ({
    async limit({ redis }, key) {
      const now = Date.now();
      const [admitted, times] = await redis
        .createScript<[number, number[]]>(script)
        .exec([key], [String(now), ...limits]);
      return { success: admitted === 1, pending: Promise.resolve(), ...answer(times, now) };
    },
    async getRemaining({ redis }, key) {
      return answer(await redis.lrange<number>(key, 0, -1), Date.now());
    },
    async resetTokens({ redis }, key) {
      await redis.del(key);
    },
  });

  function answer(times: readonly number[], now: number) {
    const { rule, remaining, resetAt } = standingOf(rules, times, now);
    return { limit: rule.limit, remaining, reset: resetAt };
  }
}

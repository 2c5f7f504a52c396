import { Analytics, Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { StandIn } from "../server.ts";
import { enginesUnderTest } from "./engines-under-test.ts";
import { startRedis } from "./start.ts";

const token = "ratelimit-test-token";

const limiters = {
  fixedWindow: Ratelimit.fixedWindow(5, "1 h"),
  slidingWindow: Ratelimit.slidingWindow(5, "1 h"),
  tokenBucket: Ratelimit.tokenBucket(5, "1 h", 5),
  cachedFixedWindow: Ratelimit.cachedFixedWindow(5, "1 h"),
};
type LimiterName = keyof typeof limiters;
const names: LimiterName[] = ["fixedWindow", "slidingWindow", "tokenBucket", "cachedFixedWindow"];
const cacheless: LimiterName[] = ["fixedWindow", "slidingWindow", "tokenBucket"];

// The limiters take their windows from this clock: in the middle of an hour none of theirs ends during a test.
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 5, 12, 30) }));
afterAll(() => void vi.useRealTimers());

for (const { engine, title, available } of enginesUnderTest) {
  describe.skipIf(!available)(`@upstash/ratelimit ${title}`, () => {
    let standIn: StandIn;
    let redis: Redis;

    beforeAll(async () => {
      standIn = await startRedis({ token, engine });
      redis = new Redis({ url: standIn.url, token, enableTelemetry: false });
    });
    afterAll(() => standIn.close());

    const create = (
      name: LimiterName,
      prefix: string,
      more: { dynamicLimits?: boolean; analytics?: boolean } = {},
    ) =>
      new Ratelimit({
        redis,
        limiter: limiters[name],
        prefix,
        // Only the cached limiter counts in memory; it refuses to work without its cache.
        ephemeralCache: name === "cachedFixedWindow" ? new Map() : false,
        timeout: 0,
        ...more,
      });

    test.each(names)("%s allows up to the limit, then refuses, until its tokens are reset", async (name) => {
      const limiter = create(name, `full-${name}`);
      expect((await limiter.getRemaining("someone")).remaining).toBe(5);
      const allowed = [];
      for (let call = 0; call < 7; call += 1) allowed.push((await limiter.limit("someone")).success);
      expect(allowed).toEqual([true, true, true, true, true, false, false]);
      expect((await limiter.limit("somebody else")).success).toBe(true);

      await limiter.resetUsedTokens("someone");
      expect((await limiter.getRemaining("someone")).remaining).toBe(5);
      expect((await limiter.limit("someone")).success).toBe(true);
      expect((await limiter.getRemaining("someone")).remaining).toBe(4);
    });

    test.each(cacheless)(
      "%s takes the rate a call asks for, and gives back what is refunded",
      async (name) => {
        const limiter = create(name, `rate-${name}`);
        expect(await limiter.limit("someone", { rate: 3 })).toMatchObject({ success: true, remaining: 2 });
        expect((await limiter.limit("someone", { rate: -2 })).success).toBe(true);
        expect((await limiter.getRemaining("someone")).remaining).toBe(4);
      },
    );

    test.each(cacheless)("%s obeys a limit that was changed while it runs", async (name) => {
      const limiter = create(name, `dynamic-${name}`, { dynamicLimits: true });
      await limiter.setDynamicLimit({ limit: 2 });
      const allowed = [];
      for (let call = 0; call < 3; call += 1) allowed.push((await limiter.limit("someone")).success);
      expect(allowed).toEqual([true, true, false]);
      expect(await limiter.getDynamicLimit()).toEqual({ dynamicLimit: 2 });
    });

    test.each(cacheless)(
      "two %s limiters share one limit: of 40 parallel calls exactly 5 pass",
      async (name) => {
        const pair = [create(name, `shared-${name}`), create(name, `shared-${name}`)];
        const calls = Array.from({ length: 20 }, () =>
          pair.map((limiter) => limiter.limit("someone")),
        ).flat();
        const allowed = (await Promise.all(calls)).filter(({ success }) => success);
        expect(allowed).toHaveLength(5);
      },
    );

    test.each(["fixedWindow", "slidingWindow", "tokenBucket"] as const)(
      "what %s writes expires by itself",
      async (name) => {
        const prefix = `expiry-${name}`;
        await create(name, prefix).limit("someone");
        const keys = await redis.keys(`${prefix}:*`);
        expect(keys).toHaveLength(1);
        expect(await redis.pttl(keys[0] ?? "")).toBeGreaterThan(0);
      },
    );

    test("analytics are counted and can be read back", async () => {
      const limiter = create("fixedWindow", "counted", { analytics: true });
      for (let call = 0; call < 6; call += 1) await (await limiter.limit("someone")).pending;
      const [events, ...others] = await redis.keys("counted:events:*");
      expect(others).toEqual([]);
      const entries = await redis.zrange<[{ success: boolean }, number]>(events ?? "", 0, -1, {
        withScores: true,
      });
      expect(entries).toEqual([
        { identifier: "someone", success: false },
        1,
        { identifier: "someone", success: true },
        5,
      ]);

      const analytics = new Analytics({ redis, prefix: "counted" });
      expect(await analytics.getUsage()).toEqual({ someone: { success: 5, blocked: 1 } });
      expect(await analytics.getUsageOverTime(1, "identifier")).toMatchObject([
        { identifier: { someone: 6 } },
      ]);
      expect(await analytics.getMostAllowedBlocked(1)).toEqual({
        allowed: [{ identifier: "someone", count: 5 }],
        ratelimited: [{ identifier: "someone", count: 1 }],
        denied: [],
      });
    });

    test("a script is sent once, and later called by the digest of what the client wrote", async () => {
      const marker = `#!lua flags=allow-key-locking\nreturn {KEYS[1], ARGV[1], ${Math.random()}}`;
      const script = redis.createScript<[string, string, number]>(marker);
      const before = standIn.requests.length;
      expect(await script.exec(["k"], ["v"])).toEqual(["k", "v", 0]);
      expect(await script.exec(["k"], ["w"])).toEqual(["k", "w", 0]);
      const sent = standIn.requests.slice(before).map(({ body }) => body.toString().match(/eval\w*/i)?.[0]);
      expect(sent.map((command) => command?.toLowerCase())).toEqual(["evalsha", "eval", "evalsha"]);
    });
  });
}

test("a limiter with a timeout lets a call pass while Redis does not answer", async () => {
  const standIn = await startRedis({ token, engine: "embedded" });
  standIn.faults.add({ kind: "delay", delayMs: 2000 });
  const limiter = new Ratelimit({
    redis: new Redis({ url: standIn.url, token, enableTelemetry: false }),
    limiter: limiters.fixedWindow,
    ephemeralCache: false,
    timeout: 50,
  });
  expect(await limiter.limit("someone")).toMatchObject({ success: true, reason: "timeout", limit: 0 });
  await standIn.close();
});

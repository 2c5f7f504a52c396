import { createRateLimiter } from "@alva/http/rate-limit";
import { expectProblem } from "@alva/http/testing/expect-problem";
import * as fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openBrowser } from "./testing/browser.ts";
import { startClockAfterEach, stopClock } from "./testing/clock.ts";
import { newestSecret } from "./testing/mailbox.ts";
import {
  failRedis,
  forgetSends,
  healRedis,
  redis,
  redisCommand,
  redisCommandsDuring,
} from "./testing/redis.ts";
import { newAddress, refreshTokenOf, signIn } from "./testing/sign-in.ts";

const verify = "/auth/verify-magic-link";
const refresh = "/auth/refresh";
/** Such a worker counts in its own memory, so what is seen of it does not depend on how fast this machine's Redis is. */
const redisAway = { UPSTASH_REDIS_REST_URL: `${redis.url}/nowhere` };
const guess = { token: "x".repeat(43) };

startClockAfterEach();
afterEach(() => vi.restoreAllMocks());

/** Statuses of as many requests, one after the other. */
async function statusesOf(count: number, send: (attempt: number) => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < count; attempt += 1) statuses.push((await send(attempt)).status);
  return statuses;
}

const tenThenRefused = [...Array<number>(10).fill(401), 429, 429];

describe("opening links", () => {
  test("is refused from the eleventh of a network in a minute, with when to come back", async () => {
    const passSeconds = stopClock();
    const browser = openBrowser();
    expect(await statusesOf(5, () => browser.post(verify, guess))).toEqual(Array(5).fill(401));
    passSeconds(20);
    expect(await statusesOf(5, () => browser.post(verify, guess))).toEqual(Array(5).fill(401));
    const refused = await browser.post(verify, guess);
    await expectProblem(refused, "rate_limited");
    expect(refused.headers.get("Retry-After")).toBe("40");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"verify";q=10;w=60');
    expect(refused.headers.get("RateLimit")).toBe('"verify";r=0;t=40');
    passSeconds(40);
    expect((await browser.post(verify, guess)).status).toBe(401);
  });

  test("tells on every answer, refusals too, what is left", async () => {
    stopClock();
    const browser = openBrowser();
    const refused = await browser.post(verify, guess);
    await expectProblem(refused, "link_invalid");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"verify";q=10;w=60');
    expect(refused.headers.get("RateLimit")).toBe('"verify";r=9;t=60');
    const email = newAddress();
    await browser.post("/auth/send-magic-link", { email });
    const signedIn = await browser.post(verify, { token: await newestSecret(email) });
    expect([signedIn.status, signedIn.headers.get("RateLimit")]).toEqual([200, '"verify";r=8;t=60']);
  });

  test("by guessing locks nobody out: the link works from another network at once", async () => {
    const email = newAddress();
    const guessing = openBrowser();
    await openBrowser().post("/auth/send-magic-link", { email });
    await statusesOf(12, () => guessing.post(verify, guess));
    const token = await newestSecret(email);
    await expectProblem(await guessing.post(verify, { token }), "rate_limited");
    expect((await openBrowser().post(verify, { token })).status).toBe(200);
  });

  test("works although someone else used up what may be sent to the address", async () => {
    const email = newAddress();
    await openBrowser().post("/auth/send-magic-link", { email });
    const token = await newestSecret(email);
    const attacker = openBrowser();
    await statusesOf(25, () => attacker.post("/auth/send-magic-link", { email }));
    expect((await openBrowser().post(verify, { token })).status).toBe(200);
    await forgetSends();
  });

  test.each([
    "X-Forwarded-For",
    "X-Real-IP",
    "True-Client-IP",
    "X-Client-IP",
    "Forwarded",
    "CF-Connecting-IPv6",
    "CF-Pseudo-IPv4",
  ])("counts by Cloudflare's word alone: another %s each time changes nothing", async (name) => {
    const browser = openBrowser(redisAway);
    const statuses = await statusesOf(12, (attempt) =>
      browser.post(verify, guess, { headers: { [name]: `198.51.100.${attempt}` } }),
    );
    expect(statuses).toEqual(tenThenRefused);
  });

  test("counts an IPv6 customer's addresses together", async () => {
    const browser = openBrowser(redisAway);
    const statuses = await statusesOf(12, (attempt) =>
      browser.post(verify, guess, {
        headers: { "CF-Connecting-IP": browser.address.replace("::1", `::${attempt + 1}`) },
      }),
    );
    expect(statuses).toEqual(tenThenRefused);
  });

  test("without Cloudflare's word is one bucket for all", async () => {
    const browser = openBrowser(redisAway);
    const statuses = await statusesOf(12, (attempt) =>
      browser.post(verify, guess, {
        headers: { "CF-Connecting-IP": undefined, "X-Forwarded-For": `198.51.100.${attempt}` },
      }),
    );
    expect(statuses).toEqual(tenThenRefused);
  });

  test("is counted by route, however the address is spelled", async () => {
    const browser = openBrowser(redisAway);
    const spellings = [
      verify,
      "/auth/%76erify-magic-link",
      "/auth/verify%2Dmagic-link",
      "/%61uth/verify-magic-link",
    ];
    const statuses = await statusesOf(12, (attempt) => browser.post(spellings[attempt % 4] ?? verify, guess));
    expect(statuses).toEqual(tenThenRefused);
    const strange = [`/${verify}`, `${verify}/`, `${verify};a`, `${verify}%00`, verify.toUpperCase()];
    for (const path of strange) await expectProblem(await browser.post(path, guess), "not_found");
  });
});

describe("refreshing", () => {
  test("61 times in a minute is refused, keeps the cookie, and goes on in the next window", async () => {
    const passSeconds = stopClock();
    const browser = openBrowser();
    await signIn(browser);
    expect(await statusesOf(60, () => browser.post(refresh))).toEqual(Array(60).fill(200));
    const held = refreshTokenOf(browser);
    const refused = await browser.post(refresh);
    await expectProblem(refused, "rate_limited");
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(refreshTokenOf(browser)).toBe(held);
    passSeconds(60);
    const next = await browser.post(refresh);
    expect([next.status, next.headers.get("RateLimit")]).toEqual([200, '"refresh";r=59;t=60']);
  });

  test("one session's limit is not another's", async () => {
    const [busy, idle] = [openBrowser(), openBrowser()];
    for (const person of [busy, idle]) await signIn(person);
    const browser = openBrowser(redisAway);
    browser.cookies.set("__Host-rt", refreshTokenOf(busy));
    expect((await statusesOf(61, () => browser.post(refresh))).at(-1)).toBe(429);
    browser.cookies.set("__Host-rt", refreshTokenOf(idle));
    expect((await browser.post(refresh)).status).toBe(200);
  });

  test.each(["", "garbage", `${crypto.randomUUID()}.0.${"x".repeat(49)}`])(
    "with %j for a token asks Redis nothing",
    async (token) => {
      const browser = openBrowser();
      const asked = await redisCommandsDuring(async () => {
        browser.cookies.set("__Host-rt", token);
        await expectProblem(await browser.post(refresh), "session_invalid");
      });
      expect(asked).toBe(0);
    },
  );
});

describe("while Redis", () => {
  test("is away, verify and refresh go on, each isolate counts by itself and says so", async () => {
    const warned = vi.spyOn(console, "warn");
    const browser = openBrowser(redisAway);
    const email = newAddress();
    await openBrowser().post("/auth/send-magic-link", { email });
    expect((await browser.post(verify, { token: await newestSecret(email) })).status).toBe(200);
    expect(await statusesOf(11, () => browser.post(verify, guess))).toEqual([
      ...Array(9).fill(401),
      429,
      429,
    ]);
    expect(await statusesOf(60, () => browser.post(refresh))).toEqual(Array(60).fill(200));
    const held = refreshTokenOf(browser);
    await expectProblem(await browser.post(refresh), "rate_limited");
    expect(refreshTokenOf(browser)).toBe(held);
    for (const limiter of ["verify", "refresh"]) {
      expect(warned).toHaveBeenCalledWith(
        JSON.stringify({ level: "warn", event: "limiter_degraded", limiter }),
      );
    }
  });

  test("takes five seconds, verify and refresh do not wait for it, and links are not sent", async () => {
    const browser = openBrowser();
    await signIn(browser);
    await failRedis({ kind: "delay", delayMs: 5000, times: 4 });
    const answers = await Promise.all([
      browser.post(verify, guess),
      browser.post(refresh),
      browser.post("/auth/send-magic-link", { email: newAddress() }),
      browser.post("/auth/register", { email: newAddress() }),
    ]);
    await healRedis();
    expect(answers.map(({ status }) => status)).toEqual([401, 200, 503, 503]);
  });

  test("takes 200 ms for each of the two limits of a link, together that is too late", async () => {
    await failRedis({ kind: "delay", delayMs: 200, times: 2 });
    const answer = await openBrowser().post("/auth/send-magic-link", { email: newAddress() });
    await healRedis();
    await expectProblem(answer, "dependency_unavailable");
  });
});

describe("a limit of 10 in 60 seconds", () => {
  const limiter = createRateLimiter({ redis, name: "test", rules: [{ limit: 10, windowSeconds: 60 }] });
  /** What counts is who is admitted, not how fast this machine's Redis is. */
  const admit = (identifier: string) => limiter.admit(identifier, AbortSignal.timeout(20_000));

  test("keeps ten times at most, and for no longer than they count", async () => {
    const identifier = crypto.randomUUID();
    const passSeconds = stopClock();
    for (let attempt = 0; attempt < 25; attempt += 1) {
      await admit(identifier);
      passSeconds(5);
    }
    expect(await redisCommand("LLEN", `limit:test:${identifier}`)).toBe(10);
    const leftMilliseconds = Number(await redisCommand("PTTL", `limit:test:${identifier}`));
    expect(leftMilliseconds).toBeGreaterThan(0);
    expect(leftMilliseconds).toBeLessThanOrEqual(60_000);
  });

  test("admits exactly 10 of 200 at the same moment", async () => {
    const identifier = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 200 }, () => admit(identifier)));
    expect(answers.filter(({ admitted }) => admitted)).toHaveLength(10);
  });

  test("admits at most 10 in any 60 seconds, wherever they begin", async () => {
    const passSeconds = stopClock();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, 0, 0, 0, 0.001, 1, 7, 29.9, 30, 59.999), {
          minLength: 30,
          maxLength: 60,
        }),
        async (waits) => {
          const identifier = crypto.randomUUID();
          const admittedAt: number[] = [];
          for (const wait of waits) {
            passSeconds(wait);
            const { admitted } = await admit(identifier);
            if (admitted) admittedAt.push(Date.now());
          }
          const fullest = admittedAt.map(
            (start) => admittedAt.filter((at) => at >= start && at < start + 60_000).length,
          );
          expect(Math.max(...fullest)).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("admits 10 before a window's edge and none after it until the first of them is 60 seconds old", async () => {
    const passSeconds = stopClock();
    vi.setSystemTime(Math.ceil(Date.now() / 60_000) * 60_000 + 59_000);
    const identifier = crypto.randomUUID();
    const admitted: boolean[] = [];
    for (let second = 0; second < 60; second += 1) {
      for (let burst = 0; burst < (second === 0 ? 10 : 2); burst += 1) {
        admitted.push((await admit(identifier)).admitted);
      }
      passSeconds(1);
    }
    expect(admitted.filter(Boolean)).toHaveLength(10);
    expect((await admit(identifier)).admitted).toBe(true);
  });
});

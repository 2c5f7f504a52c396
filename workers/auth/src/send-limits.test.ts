import { describe, expect, test } from "vitest";
import { createSendLimits } from "./send-limits.ts";
import { startClockAfterEach, stopClock } from "./testing/clock.ts";
import { failRedis, healRedis, redis } from "./testing/redis.ts";
import { newAddress } from "./testing/sign-in.ts";

const limits = createSendLimits(redis);
const unavailable = { code: "dependency_unavailable", headers: { "Retry-After": "2" } };
startClockAfterEach();

describe("a mailbox", () => {
  test("gets one mail a minute, with or without a tag, and five an hour; asking too often costs none", async () => {
    const passSeconds = stopClock();
    const email = newAddress();
    const admitted: boolean[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      admitted.push(await limits.admitRecipient(email));
      passSeconds(59);
      expect(await limits.admitRecipient(email.replace("@", `+${minute}@`))).toBe(false);
      passSeconds(1);
    }
    expect(admitted).toEqual([true, true, true, true, true, false]);
    passSeconds(3600 - 6 * 60);
    expect(await limits.admitRecipient(email)).toBe(true);
  });

  test("gets ten mails a day", async () => {
    const passSeconds = stopClock();
    const email = newAddress();
    const admitted: boolean[] = [];
    for (let hour = 0; hour < 12; hour += 1) {
      admitted.push(await limits.admitRecipient(email));
      passSeconds(3600);
    }
    expect(admitted.filter(Boolean)).toHaveLength(10);
    passSeconds(12 * 3600);
    expect(await limits.admitRecipient(email)).toBe(true);
  });

  test("asked for 40 times at once gets one mail", async () => {
    const email = newAddress();
    const admitted = await Promise.all(Array.from({ length: 40 }, () => limits.admitRecipient(email)));
    expect(admitted.filter(Boolean)).toHaveLength(1);
  });
});

test.each([
  ["that refuses connections", "http://127.0.0.1:9"],
  ["that answers with an error", `${new URL(redis.url).origin}/nowhere`],
])("a Redis %s admits nobody", async (_, url) => {
  const broken = createSendLimits({ url, token: redis.token });
  await expect(broken.admitRecipient(newAddress())).rejects.toMatchObject(unavailable);
  await expect(broken.network.admit("192.0.2.1")).rejects.toMatchObject(unavailable);
});

test("a Redis that answers too late admits nobody", async () => {
  await failRedis({ kind: "delay", delayMs: 600 });
  await expect(limits.network.admit("192.0.2.2")).rejects.toMatchObject(unavailable);
  await healRedis();
});

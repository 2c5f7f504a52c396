import { describe, expect, test } from "vitest";
import * as z from "zod";
import { addressBlock, createSendLimits } from "./send-limits.ts";
import { bindings } from "./testing/bindings.ts";
import { redisCommand } from "./testing/redis.ts";
import { newAddress } from "./testing/sign-in.ts";

const redis = { url: bindings.UPSTASH_REDIS_REST_URL, token: bindings.UPSTASH_REDIS_REST_TOKEN };
const limits = createSendLimits(redis);

/** Lets the last minute be over. */
async function endMinute(): Promise<void> {
  const keys = z.array(z.string()).parse(await redisCommand("KEYS", "limit:send:recipient:60:*"));
  if (keys.length > 0) await redisCommand("DEL", ...keys);
}

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["", "unknown"],
  [undefined, "unknown"],
])("%s is counted as %s", (address, block) => {
  expect(addressBlock(address)).toBe(block);
});

describe("a mailbox", () => {
  test("gets one mail a minute, with or without a tag, and five an hour", async () => {
    const email = newAddress();
    const admitted: boolean[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      await endMinute();
      admitted.push(await limits.admitRecipient(email));
      expect(await limits.admitRecipient(email.replace("@", `+${minute}@`))).toBe(false);
    }
    expect(admitted).toEqual([true, true, true, false, false, false]);
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
  const unavailable = { code: "dependency_unavailable", headers: { "Retry-After": "2" } };
  await expect(broken.admitRecipient(newAddress())).rejects.toMatchObject(unavailable);
  await expect(broken.admitNetwork("192.0.2.1")).rejects.toMatchObject(unavailable);
});

test("a Redis that answers too late admits nobody", async () => {
  for (const path of ["/pipeline", "/"]) {
    await fetch(`${redis.url}/_stand-in/faults`, {
      method: "POST",
      body: JSON.stringify({ kind: "delay", delayMs: 600, path }),
    });
  }
  await expect(limits.admitNetwork("192.0.2.2")).rejects.toMatchObject({ code: "dependency_unavailable" });
  await fetch(`${redis.url}/_stand-in/faults`, { method: "DELETE" });
});

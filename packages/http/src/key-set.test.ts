import type { PublicKey } from "@alva/contracts/auth";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createKeySet } from "./key-set.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 3, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

function key(kid: string): PublicKey {
  return { kty: "EC", crv: "P-256", alg: "ES256", use: "sig", x: "x", y: "y", kid };
}

/** An issuer that publishes `old` at first, and the set that asks it. */
function begin() {
  let present: () => Promise<unknown> = async () => ({ keys: [key("old")] });
  const fetchKeys = vi.fn<() => Promise<unknown>>(() => present());
  const findKey = createKeySet({ keys: { keys: [key("old")] }, fetchKeys });
  return {
    findKey,
    /** How often the issuer was asked. */
    asked: () => fetchKeys.mock.calls.length,
    publishes: (...kids: readonly string[]) => {
      present = async () => ({ keys: kids.map(key) });
    },
    answers: (answer: () => Promise<unknown>) => {
      present = answer;
    },
  };
}

const away = () => Promise.reject(new Error("away"));
const silent = () => new Promise<never>(() => undefined);
const unavailable = { code: "dependency_unavailable", headers: { "Retry-After": "2" } };

describe("keys known at start", () => {
  test("are confirmed with the first token, and one that was withdrawn is not found", async () => {
    const { findKey, asked, publishes } = begin();
    publishes("new");
    expect(await findKey("old")).toBeUndefined();
    expect(await findKey("new")).toEqual(key("new"));
    expect(asked()).toBe(1);
  });

  test("work for 24 hours when the issuer is away from the first question on", async () => {
    const { findKey, answers } = begin();
    answers(away);
    vi.advanceTimersByTime(48 * hour);
    expect(await findKey("old")).toEqual(key("old"));
    vi.advanceTimersByTime(24 * hour - 1);
    expect(await findKey("old")).toEqual(key("old"));
    vi.advanceTimersByTime(1);
    await expect(findKey("old")).rejects.toMatchObject(unavailable);
  });

  test("never expire where they are the issuer's own", async () => {
    const findKey = createKeySet({ keys: { keys: [key("old")] } });
    vi.advanceTimersByTime(1000 * hour);
    expect(await findKey("old")).toEqual(key("old"));
    expect(await findKey("other")).toBeUndefined();
  });
});

describe("a confirmed set", () => {
  test("is believed for 10 minutes and then asked for again before it is", async () => {
    const { findKey, asked, publishes } = begin();
    await findKey("old");
    publishes("new");
    vi.advanceTimersByTime(10 * minute - 1);
    expect(await findKey("old")).toEqual(key("old"));
    expect(asked()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await findKey("old")).toBeUndefined();
    expect(asked()).toBe(2);
  });

  test("counts its 10 minutes from the question, not from a late answer", async () => {
    const { findKey, answers, publishes } = begin();
    answers(async () => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      return { keys: [key("old")] };
    });
    const found = findKey("old");
    await vi.advanceTimersByTimeAsync(900);
    await found;
    publishes("new");
    vi.advanceTimersByTime(10 * minute - 900);
    expect(await findKey("old")).toBeUndefined();
  });

  test("stays good for 24 hours while the issuer is away, which is asked every 30 seconds", async () => {
    const { findKey, asked, answers } = begin();
    await findKey("old");
    answers(away);
    vi.advanceTimersByTime(10 * minute);
    for (let times = 0; times < 5; times += 1) expect(await findKey("old")).toEqual(key("old"));
    expect(asked()).toBe(2);
    vi.advanceTimersByTime(30 * second);
    expect(await findKey("old")).toEqual(key("old"));
    expect(asked()).toBe(3);
    vi.advanceTimersByTime(24 * hour);
    await expect(findKey("old")).rejects.toMatchObject(unavailable);
    await expect(findKey("other")).rejects.toMatchObject(unavailable);
  });

  test("is good again as soon as the issuer is back", async () => {
    const { findKey, answers, publishes } = begin();
    await findKey("old");
    answers(away);
    vi.advanceTimersByTime(25 * hour);
    await expect(findKey("old")).rejects.toMatchObject(unavailable);
    publishes("old");
    vi.advanceTimersByTime(30 * second);
    expect(await findKey("old")).toEqual(key("old"));
  });

  test.each([
    ["an error document", { type: "urn:alva:problem:internal", status: 500 }],
    ["a key of another kind", { keys: [{ kty: "RSA", n: "x", e: "AQAB", kid: "old" }] }],
    ["nothing", undefined],
  ])("is kept when the answer is %s", async (_, answer) => {
    const { findKey, answers } = begin();
    await findKey("old");
    answers(async () => answer);
    vi.advanceTimersByTime(10 * minute);
    expect(await findKey("old")).toEqual(key("old"));
  });
});

describe("an unknown key id", () => {
  test("is asked about once, and callers at that moment wait for the answer", async () => {
    const { findKey, asked, answers } = begin();
    const slow = Promise.withResolvers<unknown>();
    answers(() => slow.promise);
    const found = Promise.all(Array.from({ length: 20 }, () => findKey("new")));
    slow.resolve({ keys: [key("old"), key("new")] });
    expect(await found).toEqual(Array(20).fill(key("new")));
    expect(asked()).toBe(1);
  });

  test("met 1,000 times makes one question in 30 seconds", async () => {
    const { findKey, asked, publishes } = begin();
    for (let guess = 0; guess < 1000; guess += 1) expect(await findKey(`guess-${guess}`)).toBeUndefined();
    expect(asked()).toBe(1);
    publishes("old", "new");
    vi.advanceTimersByTime(30 * second - 1);
    expect(await findKey("new")).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(await findKey("new")).toEqual(key("new"));
    expect(asked()).toBe(2);
  });

  test("is nobody's to judge while the issuer is away", async () => {
    const { findKey, asked, answers } = begin();
    await findKey("old");
    answers(away);
    vi.advanceTimersByTime(30 * second);
    for (let guess = 0; guess < 100; guess += 1)
      await expect(findKey(`guess-${guess}`)).rejects.toMatchObject(unavailable);
    expect(asked()).toBe(2);
    expect(await findKey("old")).toEqual(key("old"));
  });
});

describe("a question that never settles", () => {
  test("keeps callers for a second in all, whenever they come", async () => {
    const { findKey, asked, answers } = begin();
    answers(silent);
    const first = findKey("old");
    await vi.advanceTimersByTimeAsync(600);
    const later = findKey("old");
    await vi.advanceTimersByTimeAsync(400);
    expect(await Promise.all([first, later])).toEqual([key("old"), key("old")]);
    const late = findKey("old");
    await vi.advanceTimersByTimeAsync(0);
    expect(await late).toEqual(key("old"));
    expect(asked()).toBe(1);
  });

  test("is followed by another one after 30 seconds", async () => {
    const { findKey, asked, answers, publishes } = begin();
    answers(silent);
    const [refused] = await Promise.all([
      findKey("new").catch((error: unknown) => error),
      vi.advanceTimersByTimeAsync(second),
    ]);
    expect(refused).toMatchObject(unavailable);
    publishes("new");
    await vi.advanceTimersByTimeAsync(29 * second);
    expect(await findKey("new")).toEqual(key("new"));
    expect(asked()).toBe(2);
  });
});

import { describe, expect, test, vi } from "vitest";
import { beginningAfter, endAfter, type Knowledge, supersedes } from "./session.ts";
import { ann } from "./testing/prepared-auth.ts";

function signedIn(at: number): Knowledge {
  return { state: "signed_in", at, accessToken: "token", expiresAt: 900_000, account: ann };
}

function signedOut(at: number): Knowledge {
  return { state: "signed_out", at };
}

describe("what a tab knows", () => {
  test.each([
    {
      title: "a sign-out gives way to a later sign-in",
      next: signedIn(2),
      current: signedOut(1),
      wins: true,
    },
    {
      title: "a sign-in gives way to a later sign-out",
      next: signedOut(2),
      current: signedIn(1),
      wins: true,
    },
    { title: "a token gives way to a later one", next: signedIn(2), current: signedIn(1), wins: true },
    {
      title: "a sign-out stays when an earlier sign-in is heard of",
      next: signedIn(1),
      current: signedOut(2),
      wins: false,
    },
    {
      title: "a sign-in stays when an earlier sign-out is heard of",
      next: signedOut(1),
      current: signedIn(2),
      wins: false,
    },
    {
      title: "a sign-in gives way to a sign-out of the same moment",
      next: signedOut(1),
      current: signedIn(1),
      wins: true,
    },
    {
      title: "a sign-out stays when a sign-in of the same moment is heard of",
      next: signedIn(1),
      current: signedOut(1),
      wins: false,
    },
    {
      title: "anything replaces what is not known yet",
      next: signedOut(1),
      current: { state: "unknown", at: 0 },
      wins: true,
    },
  ] as const)("$title", ({ next, current, wins }) => {
    expect(supersedes(next, current)).toBe(wins);
  });
});

test("a sign-in or sign-out counts as later than a refresh that began in the same millisecond", () => {
  vi.useFakeTimers({ now: 1000 });
  expect(endAfter(signedIn(500))).toBeGreaterThan(beginningAfter(signedIn(500)));
  vi.useRealTimers();
});

test("what happens after the clock was set back is later all the same", () => {
  vi.useFakeTimers({ now: 1000 });
  expect(beginningAfter(signedIn(5000))).toBe(5001);
  vi.useRealTimers();
});

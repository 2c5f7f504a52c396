import { ProblemError } from "@alva/contracts/problem-error";
import { expect, test, vi } from "vitest";
import { createAuthClient } from "./auth-client.ts";

const account = { id: "0196a5a0-0000-4000-8000-000000000001", email: "ann@example.com" };

function grant(token: string, expiresIn = 900) {
  return { access_token: token, token_type: "Bearer", expires_in: expiresIn, account };
}

/** An auth worker that answers each path with what is prepared for it, in order, and remembers what it was asked. */
function prepare(answers: Record<string, (() => Response | Promise<Response>)[]>) {
  const asked: { path: string; init: RequestInit }[] = [];
  const client = createAuthClient({
    authOrigin: "https://auth.example.com",
    fetch: async (input, init = {}) => {
      const path = new URL(input instanceof Request ? input.url : input).pathname;
      asked.push({ path, init });
      const answer = answers[path]?.shift();
      if (!answer) throw new TypeError(`nothing prepared for ${path}`);
      return answer();
    },
  });
  return { client, asked };
}

function refusal(status: number, code: string, headers = {}) {
  const body = { type: `urn:alva:problem:${code}`, title: "t", status, code, detail: "d", request_id: "r" };
  return () => Response.json(body, { status, headers });
}

test("the access token of a sign-in is used without asking for another", async () => {
  const { client, asked } = prepare({
    "/auth/verify-magic-link": [() => Response.json({ ...grant("first"), same_browser: true })],
  });
  expect(await client.verifyMagicLink("secret")).toMatchObject({ same_browser: true, account });
  expect(await client.accessToken()).toBe("first");
  expect(asked).toHaveLength(1);
  expect(asked[0]?.init).toMatchObject({
    method: "POST",
    credentials: "include",
    body: '{"token":"secret"}',
  });
});

test("callers at the same time share one refresh", async () => {
  const { client, asked } = prepare({ "/auth/refresh": [() => Response.json(grant("fresh"))] });
  const tokens = await Promise.all(Array.from({ length: 20 }, () => client.accessToken()));
  expect(new Set(tokens)).toEqual(new Set(["fresh"]));
  expect(asked).toHaveLength(1);
});

test("a token is replaced a minute before it expires, and not earlier", async () => {
  vi.useFakeTimers();
  try {
    const { client, asked } = prepare({
      "/auth/refresh": [() => Response.json(grant("one")), () => Response.json(grant("two"))],
    });
    expect(await client.accessToken()).toBe("one");
    vi.advanceTimersByTime(839_000);
    expect(await client.accessToken()).toBe("one");
    vi.advanceTimersByTime(1000);
    expect(await client.accessToken()).toBe("two");
    expect(asked).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a refusal rejects with its code and the seconds to wait, and the next call asks again", async () => {
  const { client } = prepare({
    "/auth/refresh": [
      refusal(429, "rate_limited", { "Retry-After": "7" }),
      () => Response.json(grant("later")),
    ],
  });
  const error = await client.accessToken().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: "rate_limited", status: 429, retryAfterSeconds: 7 });
  expect(await client.accessToken()).toBe("later");
});

test("an answer that the contract does not describe is an error, not a session", async () => {
  const { client } = prepare({ "/auth/refresh": [() => Response.json({ access_token: 1 })] });
  await expect(client.accessToken()).rejects.toThrow("access_token");
});

test("a refresh that was under way when the person signed out does not bring the session back", async () => {
  const slow = Promise.withResolvers<Response>();
  const { client } = prepare({
    "/auth/refresh": [() => slow.promise, refusal(401, "session_invalid"), refusal(401, "session_invalid")],
    "/auth/logout": [() => new Response(null, { status: 204 })],
  });
  const pending = client.refresh();
  await client.logout();
  const later = client.accessToken();
  slow.resolve(Response.json(grant("ghost")));
  await pending;
  await expect(later).rejects.toMatchObject({ code: "session_invalid" });
  await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
});

test("me sends the access token and returns the account", async () => {
  const me = { ...account, created_at: "2026-11-24T00:00:00.000Z" };
  const { client, asked } = prepare({
    "/auth/refresh": [() => Response.json(grant("mine"))],
    "/auth/me": [() => Response.json(me)],
  });
  expect(await client.me()).toEqual(me);
  expect(new Headers(asked[1]?.init.headers).get("Authorization")).toBe("Bearer mine");
});

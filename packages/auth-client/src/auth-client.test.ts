import { ProblemError } from "@alva/contracts/problem-error";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Session } from "./session.ts";
import { ann, ben, grant, noContent, prepareAuth, refusal } from "./testing/prepared-auth.ts";

const api = "https://api.example.com/tasks";
/** Between the moment a token is replaced ahead of time and its end. */
const lastMinute = 870_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function headersOf(request: Request | undefined): Record<string, string> {
  return Object.fromEntries(request?.headers ?? []);
}

function tracesOf(asked: readonly Request[]): (string | null)[] {
  return asked.map((request) => request.headers.get("traceparent"));
}

describe("an access token", () => {
  test("of a sign-in is used without asking for another", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/verify-magic-link": [grant("first")] });
    const client = openTab();
    expect(await client.verifyMagicLink("secret")).toMatchObject({ same_browser: true, account: ann });
    expect(await client.accessToken()).toBe("first");
    expect(asked).toMatchObject([{ method: "POST", credentials: "include", keepalive: true }]);
    expect(await asked[0]?.text()).toBe('{"token":"secret"}');
  });

  test("is refreshed once for all who ask at the same time", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("fresh")] });
    const client = openTab();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => client.accessToken()));
    expect(new Set(tokens)).toEqual(new Set(["fresh"]));
    expect(asked).toHaveLength(1);
  });

  test("is replaced a minute before it expires, and not earlier", async () => {
    vi.useFakeTimers();
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("one"), grant("two")] });
    const client = openTab();
    expect(await client.accessToken()).toBe("one");
    vi.advanceTimersByTime(839_000);
    expect(await client.accessToken()).toBe("one");
    vi.advanceTimersByTime(1000);
    expect(await client.accessToken()).toBe("two");
    expect(asked).toHaveLength(2);
  });

  test("that is refused rejects with the code and the seconds to wait, and the next call asks again", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [refusal(429, "rate_limited", { "Retry-After": "7" }), grant("later")],
    });
    const client = openTab();
    const error = await client.accessToken().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: "rate_limited", status: 429, retryAfterSeconds: 7 });
    expect(await client.accessToken()).toBe("later");
  });

  test("that the contract does not describe is an error, not a session", async () => {
    const { openTab } = prepareAuth({ "/auth/refresh": [() => Response.json({ access_token: 1 })] });
    await expect(openTab().accessToken()).rejects.toThrow("access_token");
  });
});

describe.each([
  ["403", refusal(403, "origin_forbidden"), "d"],
  ["429", refusal(429, "rate_limited"), "d"],
  ["500", refusal(500, "internal"), "d"],
  ["503", refusal(503, "dependency_unavailable"), "d"],
  [
    "a proxy's page",
    () => new Response("<h1>Bad gateway</h1>", { status: 502 }),
    "did not answer as it should",
  ],
  ["a proxy's 401", () => new Response("Who are you?", { status: 401 }), "did not answer as it should"],
  ["no network", () => Promise.reject(new TypeError("fetch failed")), "fetch failed"],
])("a refresh answered by %s", (_, failure, reason) => {
  test("ahead of time leaves the token in use until it expires, and signs nobody out", async () => {
    vi.useFakeTimers();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("held"), failure, failure, grant("fresh")],
    });
    const client = openTab();
    const states: string[] = [];
    client.subscribe(({ state }) => states.push(state));
    await client.accessToken();
    vi.advanceTimersByTime(lastMinute);
    expect(await client.accessToken()).toBe("held");
    vi.advanceTimersByTime(30_000);
    await expect(client.accessToken()).rejects.toThrow(reason);
    expect(await client.accessToken()).toBe("fresh");
    expect(timesAsked("/auth/refresh")).toBe(4);
    expect(states).toEqual(["unknown", "signed_in"]);
  });
});

describe("a session that auth calls invalid", () => {
  test("is over: the token is forgotten and nobody asks again", async () => {
    vi.useFakeTimers();
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("held"), refusal(401, "session_invalid")],
    });
    const client = openTab();
    await client.accessToken();
    vi.advanceTimersByTime(lastMinute);
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid", requestId: "r" });
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
    await expect(client.fetch(api)).rejects.toMatchObject({ code: "session_invalid" });
    expect(asked).toHaveLength(2);
  });

  test("is found again by a refresh when there is one after all", async () => {
    const { openTab } = prepareAuth({ "/auth/refresh": [refusal(401, "session_invalid"), grant("fresh")] });
    const client = openTab();
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
    expect(await client.refresh()).toBe("fresh");
    expect(await client.accessToken()).toBe("fresh");
  });
});

describe("a sign-out", () => {
  test("is not undone by a refresh that was under way", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise],
      "/auth/logout": [noContent],
    });
    const client = openTab();
    const pending = client.refresh();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    await client.logout();
    slow.resolve(grant("ghost")());
    await expect(pending).rejects.toMatchObject({ code: "session_invalid" });
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
  });

  test("is not undone by a refresh that began before auth heard of it", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("ghost")],
      "/auth/logout": [() => slow.promise],
    });
    const client = openTab();
    const leaving = client.logout();
    await client.refresh();
    slow.resolve(noContent());
    await leaving;
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
  });

  test("that does not reach auth rejects, and the token is forgotten all the same", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("held")],
      "/auth/logout": [refusal(503, "dependency_unavailable")],
    });
    const client = openTab();
    await client.accessToken();
    await expect(client.logout()).rejects.toMatchObject({ code: "dependency_unavailable" });
    await expect(client.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
  });
});

describe("fetch", () => {
  test("adds the token to what the caller sends", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("mine")], "/tasks": [noContent] });
    await openTab().fetch(api, { method: "PUT", headers: { "Idempotency-Key": "one" }, body: "{}" });
    expect(asked[1]?.method).toBe("PUT");
    expect(await asked[1]?.text()).toBe("{}");
    expect(headersOf(asked[1])).toMatchObject({ authorization: "Bearer mine", "idempotency-key": "one" });
  });

  test.each(["access_token_expired", "access_token_invalid"])(
    "replaces a token answered by %s and sends once more",
    async (code) => {
      const { openTab, asked } = prepareAuth({
        "/auth/refresh": [grant("one"), grant("two")],
        "/tasks": [refusal(401, code), () => Response.json("done")],
      });
      const answer = await openTab().fetch(api, { method: "POST", body: "{}" });
      expect(await answer.json()).toBe("done");
      const sent = asked.filter(({ url }) => url === api);
      expect(sent.map((request) => headersOf(request).authorization)).toEqual(["Bearer one", "Bearer two"]);
      expect(await Promise.all(sent.map((request) => request.text()))).toEqual(["{}", "{}"]);
    },
  );

  test("replaces the token once for all requests that were refused it", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [
        ...Array.from({ length: 20 }, () => refusal(401, "access_token_expired")),
        ...Array.from({ length: 20 }, () => noContent),
      ],
    });
    const client = openTab();
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.fetch(api)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    expect(timesAsked("/auth/refresh")).toBe(2);
  });

  test("gives back the second refusal and does not try a third time", async () => {
    const refused = refusal(401, "access_token_invalid");
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two"), grant("three")],
      "/tasks": [refused, refused, refused],
    });
    const answer = await openTab().fetch(api);
    expect(await answer.json()).toMatchObject({ code: "access_token_invalid" });
    expect([timesAsked("/tasks"), timesAsked("/auth/refresh")]).toEqual([2, 2]);
  });

  test.each([
    ["401 of another kind", refusal(401, "link_invalid")],
    ["403", refusal(403, "origin_forbidden")],
    ["503", refusal(503, "dependency_unavailable")],
  ])("gives back a %s as it is", async (_, refused) => {
    const { openTab, timesAsked } = prepareAuth({ "/auth/refresh": [grant("one")], "/tasks": [refused] });
    const answer = await openTab().fetch(api);
    expect(await answer.json()).toMatchObject({ detail: "d" });
    expect(timesAsked("/tasks")).toBe(1);
  });

  test("rejects with the reason when a refused token cannot be replaced now", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), refusal(503, "dependency_unavailable")],
      "/tasks": [refusal(401, "access_token_expired")],
    });
    await expect(openTab().fetch(api)).rejects.toMatchObject({ code: "dependency_unavailable" });
    expect(timesAsked("/tasks")).toBe(1);
  });

  test("does not wait for the refresh of a session before to replace a token", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise, grant("ben's second", ben)],
      "/auth/verify-magic-link": [grant("ben's first", ben)],
      "/tasks": [refusal(401, "access_token_invalid"), noContent],
    });
    // As when the refresh takes longer than anybody waits for the lock.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    const client = openTab();
    const before = client.refresh();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    await client.verifyMagicLink("secret");
    expect((await client.fetch(api)).status).toBe(204);
    slow.resolve(grant("ann's")());
    expect(await before).toBe("ben's second");
  });

  test("sends a Request a second time with its body and headers", async () => {
    const sent: string[] = [];
    const record = async (request: Request) => {
      sent.push(
        `${request.headers.get("Authorization")}, ${request.headers.get("X-Kept")}, ${await request.text()}`,
      );
    };
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [
        (request) => record(request).then(refusal(401, "access_token_expired")),
        (request) => record(request).then(noContent),
      ],
    });
    const request = new Request(api, { method: "POST", headers: { "X-Kept": "kept" }, body: "all of it" });
    expect((await openTab().fetch(request)).status).toBe(204);
    expect(sent).toEqual(["Bearer one, kept, all of it", "Bearer two, kept, all of it"]);
  });

  test("does not send a stream a second time", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [refusal(401, "access_token_expired")],
    });
    const init = { method: "POST", body: new ReadableStream(), duplex: "half" };
    const answer = await openTab().fetch(api, init);
    expect(answer.status).toBe(401);
    expect([timesAsked("/tasks"), timesAsked("/auth/refresh")]).toEqual([1, 1]);
  });

  test("hands on a streamed answer while it is still being written", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/plans/1/events": [() => new Response(readable, { headers: { "Content-Type": "text/event-stream" } })],
    });
    const { body } = await openTab().fetch("https://api.example.com/plans/1/events");
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const writer = writable.getWriter();
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      void writer.write(new TextEncoder().encode(event));
      expect(await reader?.read()).toMatchObject({ value: event });
    }
  });

  test("does not repeat one person's request as another who signed in meanwhile", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("ann's")],
      "/auth/verify-magic-link": [grant("ben's", ben)],
      "/tasks": [() => slow.promise],
    });
    const client = openTab();
    const pending = client.fetch(api);
    await vi.waitUntil(() => timesAsked("/tasks") === 1);
    await client.verifyMagicLink("secret");
    slow.resolve(refusal(401, "access_token_invalid")());
    await expect(pending).rejects.toMatchObject({ code: "session_invalid" });
    expect(await client.accessToken()).toBe("ben's");
  });
});

test("me sends the access token and returns the account", async () => {
  const me = { ...ann, created_at: "2026-11-24T00:00:00.000Z" };
  const { openTab, asked } = prepareAuth({
    "/auth/refresh": [grant("mine")],
    "/auth/me": [() => Response.json(me)],
  });
  expect(await openTab().me()).toEqual(me);
  expect(headersOf(asked[1]).authorization).toBe("Bearer mine");
});

describe("a subscriber", () => {
  test("is told the session now and whenever it changes, not when only the token does", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/auth/verify-magic-link": [grant("ben's", ben)],
      "/auth/logout": [noContent],
    });
    const client = openTab();
    const told: Session[] = [];
    client.subscribe((session) => told.push(session));
    await client.refresh();
    await client.refresh();
    await client.verifyMagicLink("secret");
    await client.logout();
    expect(told).toEqual([
      { state: "unknown" },
      { state: "signed_in", account: ann },
      { state: "signed_in", account: ben },
      { state: "signed_out" },
    ]);
  });

  test("hears of a changed address of the same account", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two", { ...ann, email: "new@example.com" })],
    });
    const client = openTab();
    const told: Session[] = [];
    await client.refresh();
    client.subscribe((session) => told.push(session));
    await client.refresh();
    expect(told).toMatchObject([
      { account: { email: "ann@example.com" } },
      { account: { email: "new@example.com" } },
    ]);
  });

  test("hears nothing after it unsubscribed", async () => {
    const { openTab } = prepareAuth({ "/auth/refresh": [grant("one")] });
    const client = openTab();
    const told: Session[] = [];
    const unsubscribe = client.subscribe((session) => told.push(session));
    unsubscribe();
    await client.refresh();
    expect(told).toEqual([{ state: "unknown" }]);
  });
});

describe("an account that is deleted and restored", () => {
  const erases_at = "2026-12-08T00:00:00.000Z";

  test("signs all tabs out when it is deleted, and not when that was refused", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/auth/account": [refusal(422, "validation_failed"), () => Response.json({ erases_at })],
    });
    const [here, there] = [openTab(), openTab()];
    await here.refresh();
    await there.accessToken();
    await expect(here.deleteAccount("other@example.com")).rejects.toMatchObject({
      code: "validation_failed",
    });
    expect(await here.accessToken()).toBe("one");
    expect(await here.deleteAccount(ann.email)).toEqual({ erases_at });
    await vi.waitFor(() => expect(there.accessToken()).rejects.toMatchObject({ code: "session_invalid" }));
  });

  test("is told to listeners as pending, and as kept once it is restored", async () => {
    const created_at = "2026-11-24T00:00:00.000Z";
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one", { ...ann, erases_at })],
      "/auth/account/restore": [() => Response.json({ ...ann, created_at })],
    });
    const client = openTab();
    const told: Session[] = [];
    await client.refresh();
    client.subscribe((session) => told.push(session));
    await client.restoreAccount();
    expect(told).toMatchObject([{ account: { erases_at } }, { account: { erases_at: null } }]);
    expect(await client.accessToken()).toBe("one");
  });
});

describe("signing out everywhere", () => {
  test.each([
    ["signed_in", true],
    ["signed_out", false],
  ])("leaves this tab %s when keepThis is %s", async (state, keepThis) => {
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/auth/logout-all": [noContent],
    });
    const client = openTab();
    await client.refresh();
    await client.logoutAll({ keepThis });
    expect(await asked[1]?.json()).toEqual({ keep_this: keepThis });
    const told: Session[] = [];
    client.subscribe((session) => told.push(session));
    expect(told).toMatchObject([{ state }]);
  });
});

test("sessions, events and a change of address are asked for as the contract says", async () => {
  const session = crypto.randomUUID();
  const { openTab, asked } = prepareAuth({
    "/auth/refresh": [grant("one")],
    [`/auth/sessions/${session}`]: [noContent],
    "/auth/events": [() => Response.json({ items: [], next_cursor: null })],
    "/auth/change-email": [() => Response.json({ status: "sent", expires_in: 600, resend_after: 60 })],
    "/auth/verify-email-change": [() => Response.json({ email: "new@example.com" })],
  });
  const client = openTab();
  await client.endSession(session);
  expect(await client.listEvents({ limit: 2 })).toEqual({ items: [], next_cursor: null });
  await client.changeEmail("new@example.com");
  expect(await client.verifyEmailChange("secret")).toEqual({ email: "new@example.com" });
  const requests = asked.slice(1).map(({ method, url, headers }) => {
    const { pathname, search } = new URL(url);
    return [method, pathname + search, headers.get("Authorization")];
  });
  expect(requests).toEqual([
    ["DELETE", `/auth/sessions/${session}`, "Bearer one"],
    ["GET", "/auth/events?limit=2", "Bearer one"],
    ["POST", "/auth/change-email", "Bearer one"],
    ["POST", "/auth/verify-email-change", null],
  ]);
});

describe("a trace", () => {
  const form = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/;

  test("begins with each call, in a form that any service can read", async () => {
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/tasks": [() => Response.json({}), () => Response.json({})],
    });
    const client = openTab();
    await client.fetch(api);
    await client.fetch(api);
    const traces = tracesOf(asked);
    expect(traces).toEqual([
      expect.stringMatching(form),
      expect.stringMatching(form),
      expect.stringMatching(form),
    ]);
    expect(new Set(traces.map((trace) => trace?.slice(3, 35))).size).toBe(3);
  });

  test("is the same when a call is sent again with another token, and the caller's own where there is one", async () => {
    const own = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("old"), grant("new")],
      "/tasks": [refusal(401, "access_token_expired"), () => Response.json({}), () => Response.json({})],
    });
    const client = openTab();
    await client.fetch(api);
    const [first, again] = tracesOf(asked.filter(({ url }) => url === api));
    expect(first).toMatch(form);
    expect(again).toBe(first);
    await client.fetch(api, { headers: { traceparent: own } });
    expect(tracesOf(asked).at(-1)).toBe(own);
  });
});

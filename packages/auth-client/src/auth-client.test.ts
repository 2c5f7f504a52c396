import { ProblemError } from "@alva/contracts/problem-error";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Session } from "./session.ts";
import { ann, ben, grant, headersOf, noContent, prepareAuth, refusal } from "./testing/prepared-auth.ts";

/** Between the moment a token is replaced ahead of time and its end. */
const lastMinute = 870_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

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
    await expect(client.fetch("https://api.example.com/tasks")).rejects.toMatchObject({
      code: "session_invalid",
    });
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

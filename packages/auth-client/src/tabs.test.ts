import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { AuthClient } from "./auth-client.ts";
import type { Session } from "./session.ts";
import { ann, ben, grant, noContent, prepareAuth, refusal } from "./testing/prepared-auth.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Resolves with the session of a tab once it is what `isExpected` says. */
function sessionOf(tab: AuthClient, isExpected: (session: Session) => boolean): Promise<Session> {
  return new Promise((resolve) => {
    const unsubscribe = tab.subscribe((session) => {
      if (!isExpected(session)) return;
      resolve(session);
      queueMicrotask(() => unsubscribe());
    });
  });
}

const isSignedIn = ({ state }: Session) => state === "signed_in";
const isBen = (session: Session) => session.state === "signed_in" && session.account.id === ben.id;
const isSignedOut = ({ state }: Session) => state === "signed_out";

async function locksOf(authOrigin: string) {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.includes(authOrigin));
}

/** Says something on the channel of an origin's tabs, as another tab would, in this order. */
function say(authOrigin: string, ...messages: unknown[]): void {
  const channel = new BroadcastChannel(`alva-auth ${authOrigin}`);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  for (const message of messages) channel.postMessage(message);
  onTestFinished(() => channel.close());
}

describe("one refresh", () => {
  test("is enough for 20 tabs that need a token at the same moment", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("shared")] });
    const tabs = Array.from({ length: 20 }, openTab);
    const tokens = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(new Set(tokens)).toEqual(new Set(["shared"]));
    expect(asked).toHaveLength(1);
  });

  test("is enough for 20 tabs whose token a worker refused at the same moment", async () => {
    const refused = refusal(401, "access_token_expired");
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [
        ...Array.from({ length: 20 }, () => refused),
        ...Array.from({ length: 20 }, () => noContent),
      ],
    });
    const tabs = Array.from({ length: 20 }, openTab);
    const answers = await Promise.all(tabs.map((tab) => tab.fetch("https://api.example.com/tasks")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(timesAsked("/auth/refresh")).toBe(2);
  });

  test("is enough when a tab opens later", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("shared")] });
    await openTab().accessToken();
    expect(await openTab().accessToken()).toBe("shared");
    expect(asked).toHaveLength(1);
  });

  test("that fails is tried by each tab for itself and signs nobody out", async () => {
    const failure = refusal(503, "dependency_unavailable");
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [failure, failure, grant("fresh")] });
    const tabs = [openTab(), openTab(), openTab()];
    const outcomes = await Promise.allSettled(tabs.map((tab) => tab.accessToken()));
    expect(outcomes).toMatchObject([
      { reason: { code: "dependency_unavailable" } },
      { reason: { code: "dependency_unavailable" } },
      { value: "fresh" },
    ]);
    expect(asked).toHaveLength(3);
    expect(await Promise.all(tabs.map((tab) => tab.accessToken()))).toEqual(["fresh", "fresh", "fresh"]);
  });
});

describe("signing in", () => {
  test("in one tab signs in another, which then needs no refresh of its own", async () => {
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [refusal(401, "session_invalid")],
      "/auth/verify-magic-link": [grant("new")],
    });
    const [waiting, linked] = [openTab(), openTab()];
    await expect(waiting.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
    const told = sessionOf(waiting, isSignedIn);
    await linked.verifyMagicLink("secret");
    expect(await told).toEqual({ state: "signed_in", account: ann });
    expect(await waiting.accessToken()).toBe("new");
    expect(asked).toHaveLength(2);
  });

  test("as another account replaces the account in every tab", async () => {
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("ann's")],
      "/auth/verify-magic-link": [grant("ben's", ben)],
    });
    const [first, second] = [openTab(), openTab()];
    await first.accessToken();
    const told = sessionOf(first, isBen);
    await second.verifyMagicLink("secret");
    await told;
    expect(await first.accessToken()).toBe("ben's");
  });

  test("is not undone by a refusal of the session before, which another tab gets later", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise],
      "/auth/verify-magic-link": [grant("new")],
    });
    // As when the other tab has given up waiting for the lock.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    const [late, linked] = [openTab(), openTab()];
    const pending = late.accessToken();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    const told = sessionOf(late, isSignedIn);
    await linked.verifyMagicLink("secret");
    await told;
    slow.resolve(refusal(401, "session_invalid")());
    expect(await pending).toBe("new");
    expect(await linked.accessToken()).toBe("new");
  });

  test("waits for a refresh under way, whose cookie would take the place of its own", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, asked, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise],
      "/auth/verify-magic-link": [grant("new")],
    });
    const [refreshing, linked] = [openTab(), openTab()];
    const pending = refreshing.accessToken();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    const signingIn = linked.verifyMagicLink("secret");
    await expect.poll(async () => (await navigator.locks.query()).pending?.length).toBe(1);
    expect(asked).toHaveLength(1);
    slow.resolve(grant("old")());
    expect(await pending).toBe("old");
    await signingIn;
    expect(await linked.accessToken()).toBe("new");
  });
});

describe("signing out", () => {
  test("in one tab signs all out, and none asks auth for a token again", async () => {
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("shared")],
      "/auth/logout": [noContent],
    });
    const tabs = Array.from({ length: 20 }, openTab);
    await Promise.all(tabs.map((tab) => tab.accessToken()));
    const told = Promise.all(tabs.map((tab) => sessionOf(tab, isSignedOut)));
    await tabs[7]?.logout();
    await told;
    const outcomes = await Promise.allSettled(tabs.map((tab) => tab.accessToken()));
    expect(outcomes).toMatchObject(
      Array.from({ length: 20 }, () => ({ reason: { code: "session_invalid" } })),
    );
    expect(asked).toHaveLength(2);
  });

  test("is not undone in any tab by a refresh that another had under way", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise],
      "/auth/logout": [noContent],
    });
    const [refreshing, leaving, third] = [openTab(), openTab(), openTab()];
    const pending = refreshing.accessToken();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    const told = Promise.all([refreshing, third].map((tab) => sessionOf(tab, isSignedOut)));
    await leaving.logout();
    await told;
    slow.resolve(grant("ghost")());
    await expect(pending).rejects.toMatchObject({ code: "session_invalid" });
    for (const tab of [refreshing, leaving, third])
      await expect(tab.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
  });

  test("is not undone by news of an earlier refresh that arrives after it", async () => {
    const { authOrigin, openTab } = prepareAuth({
      "/auth/refresh": [grant("held")],
      "/auth/logout": [noContent],
    });
    const tab = openTab();
    await tab.accessToken();
    const began = Date.now();
    await tab.logout();
    const states: string[] = [];
    tab.subscribe(({ state }) => states.push(state));
    const ghost = { state: "signed_in", accessToken: "ghost", expiresAt: began + 900_000, account: ann };
    say(
      authOrigin,
      { kind: "news", knowledge: { ...ghost, at: began } },
      { kind: "news", knowledge: { ...ghost, at: Date.now() + 1000, accessToken: "later" } },
    );
    await sessionOf(tab, isSignedIn);
    expect(await tab.accessToken()).toBe("later");
    expect(states).toEqual(["signed_out", "signed_in"]);
  });

  test("by a session that auth calls invalid is told to all tabs", async () => {
    const { openTab } = prepareAuth({ "/auth/refresh": [grant("held"), refusal(401, "session_invalid")] });
    const [first, second] = [openTab(), openTab()];
    await first.accessToken();
    await second.accessToken();
    const told = sessionOf(second, isSignedOut);
    await expect(first.refresh()).rejects.toMatchObject({ code: "session_invalid" });
    await told;
    await expect(second.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
  });
});

describe("without coordination", () => {
  test("a tab that is frozen while it holds the lock is not waited for", async () => {
    const { authOrigin, openTab } = prepareAuth({ "/auth/refresh": [grant("fresh")] });
    const frozen = Promise.withResolvers<void>();
    const holding = navigator.locks.request(`alva-auth ${authOrigin} refresh`, () => frozen.promise);
    const patience = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
    expect(await openTab().accessToken()).toBe("fresh");
    expect(patience).toHaveBeenCalledWith(5000);
    frozen.resolve();
    await holding;
  });

  test("tabs whose locks fail get a token all the same", async () => {
    const failure = new DOMException("no storage", "SecurityError");
    vi.spyOn(navigator.locks, "request").mockRejectedValue(failure);
    vi.spyOn(navigator.locks, "query").mockRejectedValue(failure);
    const { openTab } = prepareAuth({ "/auth/refresh": [grant("one"), grant("two")] });
    const [first, second] = [openTab(), openTab()];
    expect(await first.accessToken()).toBe("one");
    expect(await second.accessToken()).toBe("one");
    expect(await second.refresh()).toBe("two");
  });

  test.each(["BroadcastChannel", "navigator"])(
    "a platform that has no %s has tabs of their own",
    async (name) => {
      vi.stubGlobal(name, undefined);
      const { openTab, asked } = prepareAuth({
        "/auth/refresh": [grant("one"), grant("two")],
        "/auth/logout": [noContent],
      });
      const [first, second] = [openTab(), openTab()];
      expect(await first.accessToken()).toBe("one");
      expect(await second.accessToken()).toBe("two");
      await first.logout();
      expect(await second.accessToken()).toBe("two");
      expect(asked).toHaveLength(3);
    },
  );

  test("what is no message of ours changes nothing", async () => {
    const { authOrigin, openTab } = prepareAuth({ "/auth/refresh": [grant("held")] });
    const tab = openTab();
    await tab.accessToken();
    const told: Session[] = [];
    tab.subscribe((session) => told.push(session));
    const at = Date.now() + 1;
    const later = { state: "signed_in", at, accessToken: "ben's", expiresAt: at + 900_000, account: ben };
    say(
      authOrigin,
      null,
      "signed_out",
      { state: "signed_out", at },
      { kind: "news" },
      { kind: "news", knowledge: { ...later, at: "now" } },
      { kind: "news", knowledge: later },
    );
    await sessionOf(tab, isBen);
    expect(told).toEqual([
      { state: "signed_in", account: ann },
      { state: "signed_in", account: ben },
    ]);
  });
});

test("a client that is closed hears and tells nothing, and holds no lock", async () => {
  const { authOrigin, openTab } = prepareAuth({
    "/auth/refresh": [grant("held"), grant("second")],
    "/auth/logout": [noContent],
  });
  const [left, staying] = [openTab(), openTab()];
  await left.accessToken();
  left.close();
  await expect.poll(() => locksOf(authOrigin)).toHaveLength(1);
  await left.logout();
  expect(await staying.accessToken()).toBe("second");
  await expect(left.accessToken()).rejects.toMatchObject({ code: "session_invalid" });
});

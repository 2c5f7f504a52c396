import { AccessGrant, Account } from "@alva/contracts/auth";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { type Browser, openBrowser } from "../testing/browser.ts";
import { failDatabase, owner } from "../testing/database.ts";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { newestSecret } from "../testing/mailbox.ts";
import { forgetSends } from "../testing/redis.ts";
import { newAddress, refreshTokenOf, signIn } from "../testing/sign-in.ts";

const refresh = "/auth/refresh";
const newKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";
const cleared = "__Host-rt=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict";

/** A signed-in browser, and its session's id. */
async function begin(): Promise<{ browser: Browser; sid: string; accessToken: string }> {
  const browser = openBrowser();
  const { access_token: accessToken } = await signIn(browser);
  return { browser, sid: String(decodeJwt(accessToken).sid), accessToken };
}

/** Another client that holds the same refresh token. */
function copyOf(token: string): Browser {
  const browser = openBrowser();
  browser.cookies.set("__Host-rt", token);
  return browser;
}

async function tokensOf(sid: string): Promise<number> {
  return (await owner`select from auth.refresh_tokens where session_id = ${sid}`).length;
}

async function revocationOf(sid: string): Promise<unknown> {
  const [session] = await owner`select revoked_for from auth.sessions where id = ${sid}`;
  return session?.revoked_for;
}

/** Moves the last rotation back, as if that much time had passed. */
async function age(sid: string, interval: string): Promise<void> {
  await owner`update auth.sessions set rotated_at = rotated_at - ${interval}::interval where id = ${sid}`;
}

async function spendNewestLink(email: string): Promise<Response> {
  return openBrowser().post("/auth/verify-magic-link", { token: await newestSecret(email) });
}

async function expectSessionEnded(answer: Response): Promise<void> {
  await expectProblem(answer, "session_invalid");
  expect(answer.headers.getSetCookie()).toEqual([cleared]);
}

describe("refreshing", () => {
  test("replaces the cookie and gives an access token of the same session", async () => {
    const { browser, sid } = await begin();
    const before = refreshTokenOf(browser);
    const answer = await browser.post(refresh);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-rt=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    expect(refreshTokenOf(browser)).not.toBe(before);
    const grant = AccessGrant.parse(await answer.json());
    expect(decodeJwt(grant.access_token).sid).toBe(sid);
    expect(JSON.stringify(grant)).not.toContain(refreshTokenOf(browser));
    expect(await tokensOf(sid)).toBe(2);
  });

  test("50 at the same moment with one token get one cookie and write one row", async () => {
    const { browser, sid } = await begin();
    const token = refreshTokenOf(browser);
    const tabs = Array.from({ length: 50 }, () => copyOf(token));
    const answers = await Promise.all(tabs.map((tab) => tab.post(refresh)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(new Set(tabs.map(refreshTokenOf)).size).toBe(1);
    expect(await tokensOf(sid)).toBe(2);
    expect((await copyOf(refreshTokenOf(tabs[0] ?? browser)).post(refresh)).status).toBe(200);
  });

  test("a retry with the parent at 9 seconds gets the identical successor", async () => {
    const { browser, sid } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    await age(sid, "9 s");
    const retry = copyOf(parent);
    expect((await retry.post(refresh)).status).toBe(200);
    expect(refreshTokenOf(retry)).toBe(refreshTokenOf(browser));
    expect(await tokensOf(sid)).toBe(2);
  });

  test("a retry after a new HMAC key came still gets the identical successor", async () => {
    const { browser } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    const rotated = openBrowser({ AUTH_REFRESH_KEY: `${newKey},${bindings.AUTH_REFRESH_KEY}` });
    rotated.cookies.set("__Host-rt", parent);
    expect((await rotated.post(refresh)).status).toBe(200);
    expect(refreshTokenOf(rotated)).toBe(refreshTokenOf(browser));
    expect((await rotated.post(refresh)).status).toBe(200);
  });

  test("whose family was revoked is refused from that moment, in 100 of 100 tries", async () => {
    const { browser } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    await browser.post(refresh);
    const newest = refreshTokenOf(browser);
    await expectSessionEnded(await copyOf(parent).post(refresh));
    for (let round = 0; round < 2; round += 1) {
      // A session may be refreshed 60 times a minute.
      await forgetSends();
      const tries = await Promise.all(Array.from({ length: 50 }, () => copyOf(newest).post(refresh)));
      expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([401]));
    }
  });

  test("after a thief did, and later the victim, ends the session for both, and is written down once", async () => {
    const { browser: victim, sid } = await begin();
    const thief = copyOf(refreshTokenOf(victim));
    expect((await thief.post(refresh)).status).toBe(200);
    await age(sid, "11 s");
    const stolen = refreshTokenOf(victim);
    await expectSessionEnded(await victim.post(refresh));
    await expectSessionEnded(await thief.post(refresh));
    await expectSessionEnded(await copyOf(stolen).post(refresh));
    const events = await owner`
      select user_id from auth.audit_events where session_id = ${sid} and kind = 'reuse_detected'`;
    expect(events).toEqual(await owner`select user_id from auth.sessions where id = ${sid}`);
  });

  test("a retry with the parent at 10 seconds revokes the session, newest child included", async () => {
    const { browser, sid } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    await age(sid, "10 s");
    await expectSessionEnded(await copyOf(parent).post(refresh));
    await expectSessionEnded(await browser.post(refresh));
    expect(await revocationOf(sid)).toBe("reuse");
  });

  test("the parent after its child was used revokes the session at once", async () => {
    const { browser, sid } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    await browser.post(refresh);
    await expectSessionEnded(await copyOf(parent).post(refresh));
    await expectSessionEnded(await browser.post(refresh));
    expect(await revocationOf(sid)).toBe("reuse");
  });

  test("a revoked session leaves the person's other sessions alive", async () => {
    const first = openBrowser();
    const email = (await signIn(first)).account.email;
    const { sid } = await begin();
    await owner`
      update auth.sessions set user_id = (select id from auth.users where email = ${email}) where id = ${sid}`;
    const parent = refreshTokenOf(first);
    await first.post(refresh);
    await first.post(refresh);
    await expectSessionEnded(await copyOf(parent).post(refresh));
    expect(await revocationOf(sid)).toBeNull();
  });

  test("a forged token of a real session ends nothing", async () => {
    const { browser, sid } = await begin();
    const { createFirstToken } = await import("../refresh-token.ts");
    const forged = await createFirstToken(sid);
    await expectSessionEnded(await copyOf(forged.text).post(refresh));
    expect((await browser.post(refresh)).status).toBe(200);
  });

  test.each([
    ["seven days without use", "rotated_at", "7 days"],
    ["thirty days in all", "created_at", "30 days"],
  ])("after %s the session is over", async (_, column, interval) => {
    const { browser, sid } = await begin();
    await owner.query(`update auth.sessions set ${column} = ${column} - $1::interval where id = $2`, [
      interval,
      sid,
    ]);
    await expectSessionEnded(await browser.post(refresh));
  });

  test("the cookie never outlasts the thirty days", async () => {
    const { browser, sid } = await begin();
    await owner`update auth.sessions set created_at = now() - interval '29 days' where id = ${sid}`;
    const [line = ""] = (await browser.post(refresh)).headers.getSetCookie();
    const maxAge = Number(/Max-Age=(\d+)/.exec(line)?.[1]);
    expect(maxAge).toBeLessThanOrEqual(86_400);
    expect(maxAge).toBeGreaterThan(86_300);
  });

  test("a disabled account's session is over", async () => {
    const { browser, sid } = await begin();
    await owner`
      update auth.users set disabled_at = now() where id = (select user_id from auth.sessions where id = ${sid})`;
    await expectSessionEnded(await browser.post(refresh));
  });

  test.each([
    ["no cookie", ""],
    ["a word", "garbage"],
    ["a wrong checksum", `${crypto.randomUUID()}.0.${"x".repeat(49)}`],
    ["control signs", "%00%0a"],
    ["64 kB", "x".repeat(65_536)],
    ["1 MB", "x".repeat(1_048_576)],
  ])("%s is refused without asking the database", async (_, token) => {
    const browser = openBrowser({
      NEON_FETCH_ENDPOINT: bindings.NEON_FETCH_ENDPOINT,
      AUTH_DATABASE_URL: "postgresql://nobody:nothing@nowhere.example/nothing",
    });
    if (token) browser.cookies.set("__Host-rt", token);
    await expectSessionEnded(await browser.post(refresh));
  });

  test.each([
    [
      "an unknown database role",
      { AUTH_DATABASE_URL: "postgresql://nobody:nothing@nowhere.example/postgres" },
      "internal",
    ],
  ] as const)("%s keeps the cookie", async (_, variables, code) => {
    const { browser } = await begin();
    const unlucky = openBrowser(variables);
    unlucky.cookies.set("__Host-rt", refreshTokenOf(browser));
    const answer = await unlucky.post(refresh);
    await expectProblem(answer, code);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test.each([
    ["that closes the connection", { kind: "drop" }],
    ["that answers 500", { kind: "status", status: 500 }],
    ["that answers 503 in HTML", { kind: "status", status: 503, body: "<html></html>" }],
  ])("a database %s is a 503 that keeps the cookie", async (_, fault) => {
    const { browser, sid } = await begin();
    await failDatabase(fault);
    const answer = await browser.post(refresh);
    await expectProblem(answer, "dependency_unavailable");
    expect(Number(answer.headers.get("Retry-After"))).toBeLessThanOrEqual(3);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await tokensOf(sid)).toBe(1);
    expect((await browser.post(refresh)).status).toBe(200);
  });

  test("a database that has to wake up first is waited for", async () => {
    const { browser } = await begin();
    await failDatabase({ kind: "delay", delayMs: 1000 });
    expect((await browser.post(refresh)).status).toBe(200);
  });

  test("an answer lost on the way is made up for by asking again", async () => {
    const { browser, sid } = await begin();
    await failDatabase({ kind: "drop_answer" });
    await expectProblem(await browser.post(refresh), "dependency_unavailable");
    expect((await browser.post(refresh)).status).toBe(200);
    expect(await tokensOf(sid)).toBe(2);
  });
});

describe.each([
  ["a minute behind", -60_000],
  ["a minute ahead", 60_000],
])("a worker whose clock is %s of the database's", (_, shift) => {
  afterEach(() => void vi.useRealTimers());

  test("signs in, refreshes, repeats a refresh and detects reuse as any other", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + shift });
    const { browser, sid, accessToken } = await begin();
    expect((await browser.send("/auth/me", { accessToken })).status).toBe(200);
    const first = refreshTokenOf(browser);
    const answer = await browser.post(refresh);
    expect(answer.headers.get("Set-Cookie")).toContain("Max-Age=604800;");
    const retry = copyOf(first);
    expect((await retry.post(refresh)).status).toBe(200);
    expect(refreshTokenOf(retry)).toBe(refreshTokenOf(browser));
    await age(sid, "10 s");
    await expectSessionEnded(await copyOf(first).post(refresh));
    await expectSessionEnded(await browser.post(refresh));
  });

  test("ends links after ten minutes by the database's clock", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + shift });
    const [late, early] = [newAddress(), newAddress()];
    for (const [email, seconds] of [
      [late, 601],
      [early, 595],
    ] as const) {
      await openBrowser().post("/auth/send-magic-link", { email });
      await owner`
        update auth.magic_links set expires_at = expires_at - ${seconds} * interval '1 second' where email = ${email}`;
    }
    await expectProblem(await spendNewestLink(late), "link_invalid");
    expect((await spendNewestLink(early)).status).toBe(200);
  });
});

describe("who may use the cookie", () => {
  test.each([
    ["another origin", { Origin: "https://evil.example" }],
    ["a subdomain of ours", { Origin: "http://blog.localhost:3000" }],
    ["the origin null", { Origin: "null" }],
    ["no origin", { Origin: undefined }],
    [
      "no origin nor Fetch Metadata",
      { Origin: undefined, "Sec-Fetch-Site": undefined, "Sec-Fetch-Mode": undefined },
    ],
    ["a cross-site request", { "Sec-Fetch-Site": "cross-site" }],
    ["a navigation", { "Sec-Fetch-Mode": "navigate" }],
  ])("%s is refused, and neither rotates nor signs out", async (_, headers) => {
    const { browser, sid } = await begin();
    for (const path of [refresh, "/auth/logout", "/auth/verify-magic-link"]) {
      const answer = await browser.post(path, {}, { headers });
      await expectProblem(answer, "origin_forbidden");
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await tokensOf(sid)).toBe(1);
    expect((await browser.post(refresh)).status).toBe(200);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "text/json",
    "",
  ])("a body sent as %j is refused", async (type) => {
    const { browser, sid } = await begin();
    const headers = { "Content-Type": type || undefined };
    await expectProblem(await browser.post(refresh, {}, { headers }), "content_type_unsupported");
    expect(await tokensOf(sid)).toBe(1);
  });
});

describe("signing out", () => {
  test("ends the session for every token of the family and clears the cookie", async () => {
    const { browser, sid, accessToken } = await begin();
    const parent = refreshTokenOf(browser);
    await browser.post(refresh);
    const child = refreshTokenOf(browser);
    const answer = await copyOf(parent).post("/auth/logout");
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual([cleared]);
    for (const token of [parent, child]) await expectSessionEnded(await copyOf(token).post(refresh));
    expect(await revocationOf(sid)).toBe("logout");
    const me = await browser.send("/auth/me", { headers: { Authorization: `Bearer ${accessToken}` } });
    await expectProblem(me, "access_token_invalid");
  });

  test.each(["/auth/logout", "/auth/logout-all"])(
    "by %s while a refresh runs leaves no living token, in 100 rounds",
    async (path) => {
      for (let round = 0; round < 100; round += 1) {
        const { browser } = await begin();
        const token = refreshTokenOf(browser);
        const [refreshing, leaving] = [copyOf(token), copyOf(token)];
        const [, left] = await Promise.all([refreshing.post(refresh), leaving.post(path)]);
        expect(left.status).toBe(204);
        for (const held of [token, refreshTokenOf(refreshing)])
          await expectSessionEnded(await copyOf(held).post(refresh));
      }
    },
  );

  test("without a session is no error", async () => {
    const answer = await openBrowser().post("/auth/logout");
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, [cleared]]);
  });
});

describe("asking who is signed in", () => {
  test("answers the account", async () => {
    const browser = openBrowser();
    const { access_token, account } = await signIn(browser);
    const answer = await browser.send("/auth/me", { headers: { Authorization: `Bearer ${access_token}` } });
    expect(Account.parse(await answer.json())).toMatchObject(account);
  });

  test.each([
    [
      "disabled account",
      (sid: string) => owner`
      update auth.users set disabled_at = now() where id = (select user_id from auth.sessions where id = ${sid})`,
    ],
    [
      "deleted account",
      (sid: string) => owner`
      delete from auth.users where id = (select user_id from auth.sessions where id = ${sid})`,
    ],
    [
      "session that expired",
      (sid: string) => owner`
      update auth.sessions set rotated_at = now() - interval '7 days' where id = ${sid}`,
    ],
  ])("of a %s is refused although the token is good", async (_, end) => {
    const { browser, sid, accessToken } = await begin();
    await end(sid);
    const answer = await browser.send("/auth/me", { headers: { Authorization: `Bearer ${accessToken}` } });
    await expectProblem(answer, "access_token_invalid");
  });
});

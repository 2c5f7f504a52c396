import { SignIn } from "@alva/contracts/auth";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { openBrowser } from "../testing/browser.ts";
import { failDatabase, owner } from "../testing/database.ts";
import { mailsTo, newestSecret } from "../testing/mailbox.ts";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { startClockAfterEach, stopClock } from "../testing/clock.ts";
import { forgetSends } from "../testing/redis.ts";
import { newAddress, refreshTokenOf, signIn } from "../testing/sign-in.ts";

const verify = "/auth/verify-magic-link";
startClockAfterEach();

async function sessionsOf(email: string): Promise<number> {
  const rows = await owner`
    select from auth.sessions join auth.users on users.id = sessions.user_id where email = ${email}`;
  return rows.length;
}

/** Puts a link into the mailbox although the address had one less than a minute ago. */
async function mailAnother(email: string): Promise<string> {
  await forgetSends();
  await openBrowser().post("/auth/send-magic-link", { email });
  return newestSecret(email);
}

describe("asking for a link", () => {
  test.each([
    ["/auth/register", "Welcome to Alva: confirm your e-mail", "You already have an Alva account"],
    ["/auth/send-magic-link", "Welcome to Alva: confirm your e-mail", "Your sign-in link for Alva"],
  ])("%s answers known and unknown addresses alike and mails each a link", async (path, toNew, toKnown) => {
    const known = newAddress();
    const unknown = newAddress();
    await signIn(openBrowser(), known);
    await forgetSends();
    const answers = await Promise.all([known, unknown].map((email) => openBrowser().post(path, { email })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0] ?? "")).toEqual({ status: "sent", expires_in: 600, resend_after: 60 });
    const names = answers.map(({ headers }) => Array.from(headers.keys()).join());
    expect(names[0]).toBe(names[1]);
    expect((await mailsTo(known))[0]?.subject).toBe(toKnown);
    expect((await mailsTo(unknown))[0]?.subject).toBe(toNew);
  });

  test("the mail leads to the web app, carries the secret in the fragment and says how long it lasts", async () => {
    const email = newAddress();
    const headers = {
      "X-Forwarded-Host": "evil.example",
      Forwarded: "host=evil.example",
      Host: "evil.example",
    };
    await openBrowser().post("https://evil.example/auth/send-magic-link", { email }, { headers });
    const [mail] = await mailsTo(email);
    expect(mail?.links).toHaveLength(1);
    expect(mail?.links[0]).toMatch(/^http:\/\/localhost:3000\/verify#token=[\w-]{43}&until=\d{10}$/);
    expect(mail?.text).toContain("10 minutes");
    // On a line of its own, so that it can be pressed whole wherever mails are read as text.
    expect(mail?.text.split("\n")).toContain(mail?.links[0]);
    expect(mail?.html).toContain(`href="${mail?.links[0]?.replace("&", "&amp;")}"`);
    expect(mail?.to).toEqual([email]);
  });

  test("the browser that asks is given a mark for as long as the link lasts", async () => {
    const answer = await openBrowser().post("/auth/send-magic-link", { email: newAddress() });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-browser=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
  });

  test("an address that was only asked about has no account", async () => {
    const email = newAddress();
    await openBrowser().post("/auth/register", { email });
    expect(await owner`select from auth.users where email = ${email}`).toHaveLength(0);
  });

  test("a disabled account gets the same answer and no mail", async () => {
    const email = newAddress();
    await signIn(openBrowser(), email);
    await owner`update auth.users set disabled_at = now() where email = ${email}`;
    await forgetSends();
    const answer = await openBrowser().post("/auth/send-magic-link", { email });
    expect(answer.status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test.each([
    ["the Kelvin sign", "quac\u212A@example.com"],
    ["a Cyrillic look-alike", "\u0430nn@example.com"],
    ["a zero-width joiner", "an\u200Dn@example.com"],
    ["two addresses", "a@example.com,b@example.com"],
    ["two addresses by semicolon", "a@example.com;b@example.com"],
    ["a quoted part", '"a@evil.example"@example.com'],
    ["angle brackets", "<a@example.com>"],
    ["a line break", "a@example.com\nBcc: b@example.com"],
    ["65 characters before the @", `${"a".repeat(65)}@example.com`],
    ["255 characters", `a@${"b".repeat(61)}.${"c".repeat(61)}.${"d".repeat(61)}.${"e".repeat(61)}.com.de`],
    ["an array", ["a@example.com"]],
    ["an object", { $ne: null }],
    ["a number", 1],
  ])("%s is no e-mail address", async (_, email) => {
    const problem = await expectProblem(
      await openBrowser().post("/auth/register", { email }),
      "validation_failed",
    );
    expect(problem.errors?.map(({ path }) => path)).toEqual(["email"]);
  });

  test.each([
    ["role", "admin"],
    ["emailVerified", true],
    ["redirect", "//evil.example"],
    ["callbackURL", "https://evil.example"],
    ["next", "javascript:alert(1)"],
    ["__proto__", { admin: true }],
  ])("an unknown field %s is refused by name, and nothing is mailed", async (field, value) => {
    const email = newAddress();
    const body = `{"email":"${email}","${field}":${JSON.stringify(value)}}`;
    const problem = await expectProblem(
      await openBrowser().post("/auth/send-magic-link", body),
      "validation_failed",
    );
    expect(problem.errors?.map(({ path }) => path)).toEqual([field]);
    expect(await mailsTo(email)).toHaveLength(0);
    expect({}).not.toHaveProperty("admin");
  });

  test("capitals reach the account in lower case", async () => {
    const email = newAddress();
    await openBrowser().post("/auth/register", { email: `  ${email.toUpperCase()} ` });
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("a second mail to one address within a minute stays away, with the same answer", async () => {
    const email = newAddress();
    const answers = [
      await openBrowser().post("/auth/send-magic-link", { email }),
      await openBrowser().post("/auth/register", { email }),
      await openBrowser().post("/auth/register", { email: email.replace("@", "+tag@") }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await mailsTo(email.replace("@", "+tag@"))).toHaveLength(0);
  });

  test("six times for one address within an hour, from six networks, gives five mails and one answer", async () => {
    const passSeconds = stopClock();
    const email = newAddress();
    const answers: Response[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      answers.push(await openBrowser().post("/auth/send-magic-link", { email }));
      passSeconds(60);
    }
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    const fields = answers.map(
      ({ headers }) => `${headers.get("RateLimit-Policy")} ${headers.get("RateLimit")}`,
    );
    expect(new Set(fields)).toEqual(new Set(['"send";q=20;w=3600 "send";r=19;t=3600']));
    expect(await mailsTo(email)).toHaveLength(5);
  });

  test("the 21st link asked for from one network within an hour is refused, and nobody's own limit pays for it", async () => {
    const passSeconds = stopClock();
    const browser = openBrowser();
    for (let sent = 0; sent < 20; sent += 1) {
      const address = `${browser.address.slice(0, -1)}${sent + 1}`;
      const headers = { "CF-Connecting-IP": address, "X-Forwarded-For": `192.0.2.${sent}` };
      const path = sent % 2 === 0 ? "/auth/send-magic-link" : "/auth/%72egister";
      const answer = await browser.post(path, { email: newAddress() }, { headers });
      expect([answer.status, answer.headers.get("RateLimit")]).toEqual([202, `"send";r=${19 - sent};t=3600`]);
    }
    passSeconds(600);
    const victim = newAddress();
    const refused = await browser.post("/auth/send-magic-link", { email: victim });
    await expectProblem(refused, "rate_limited");
    expect(refused.headers.get("Retry-After")).toBe("3000");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"send";q=20;w=3600');
    expect(refused.headers.get("RateLimit")).toBe('"send";r=0;t=3000');
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect((await openBrowser().post("/auth/send-magic-link", { email: victim })).status).toBe(202);
    expect(await mailsTo(victim)).toHaveLength(1);
  });

  test.each(["/auth/send-magic-link", "/auth/register"])("without Redis %s sends no link", async (path) => {
    const browser = openBrowser({ UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9" });
    const email = newAddress();
    const answer = await browser.post(path, { email });
    await expectProblem(answer, "dependency_unavailable");
    expect(answer.headers.get("Retry-After")).toBe("2");
    expect(await mailsTo(email)).toHaveLength(0);
  });
});

describe("spending a link", () => {
  test("starts a session with a cookie and an access token in the form of RFC 9068", async () => {
    const browser = openBrowser();
    const email = newAddress();
    await browser.post("/auth/send-magic-link", { email });
    const answer = await browser.post(verify, { token: await newestSecret(email) });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-rt=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    const signedIn = SignIn.parse(await answer.json());
    expect(signedIn).toMatchObject({
      token_type: "Bearer",
      expires_in: 900,
      same_browser: true,
      account: { email },
    });
    expect(decodeProtectedHeader(signedIn.access_token)).toEqual({
      alg: "ES256",
      typ: "at+jwt",
      kid: JSON.parse(bindings.AUTH_SIGNING_KEYS)[0].kid,
    });
    const claims = decodeJwt(signedIn.access_token);
    expect(claims).toEqual({
      iss: bindings.AUTH_ORIGIN,
      aud: bindings.API_ORIGIN,
      sub: signedIn.account.id,
      sid: expect.any(String),
      client_id: "alva-web",
      email,
      iat: expect.any(Number),
      exp: Number(claims.iat) + 900,
      jti: expect.any(String),
    });
    expect(JSON.stringify(signedIn)).not.toContain(refreshTokenOf(browser));
  });

  test("says when it is opened in another browser", async () => {
    const email = newAddress();
    await openBrowser().post("/auth/send-magic-link", { email });
    const answer = await openBrowser().post(verify, { token: await newestSecret(email) });
    expect(await answer.json()).toMatchObject({ same_browser: false });
  });

  test("REQUIRE_SAME_BROWSER refuses another browser without spending the link", async () => {
    const email = newAddress();
    const variables = { REQUIRE_SAME_BROWSER: "true" };
    const asking = openBrowser(variables);
    await asking.post("/auth/send-magic-link", { email });
    const token = await newestSecret(email);
    await expectProblem(await openBrowser(variables).post(verify, { token }), "link_invalid");
    expect((await asking.post(verify, { token })).status).toBe(200);
  });

  test("that meets a failing database is a 503 without a cookie, and the link still works", async () => {
    const email = newAddress();
    const browser = openBrowser();
    await browser.post("/auth/send-magic-link", { email });
    const token = await newestSecret(email);
    for (const fault of [{ kind: "drop" }, { kind: "status", status: 500 }]) {
      await failDatabase(fault);
      const answer = await browser.post(verify, { token });
      await expectProblem(answer, "dependency_unavailable");
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await browser.post(verify, { token })).status).toBe(200);
  });

  test("does not take over a refresh token that the client brought", async () => {
    const browser = openBrowser();
    const planted = `${crypto.randomUUID()}.0.${"x".repeat(49)}`;
    browser.cookies.set("__Host-rt", planted);
    await signIn(browser);
    expect(refreshTokenOf(browser)).not.toBe(planted);
    expect(refreshTokenOf(browser)).not.toContain(planted.slice(0, 36));
  });

  test.each([2, 10, 100])("%i times at the same moment gives exactly one session", async (times) => {
    const email = newAddress();
    await openBrowser().post("/auth/send-magic-link", { email });
    const token = await newestSecret(email);
    const answers = await Promise.all(
      Array.from({ length: times }, () => openBrowser().post(verify, { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(times - 1);
    expect(await sessionsOf(email)).toBe(1);
  });

  test("siblings used at the same moment give exactly one session", async () => {
    const email = newAddress();
    const tokens = [await mailAnother(email), await mailAnother(email), await mailAnother(email)];
    const answers = await Promise.all(tokens.map((token) => openBrowser().post(verify, { token })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
    expect(await sessionsOf(email)).toBe(1);
  });

  test("of more than three links the newest three work, and one that worked ends the others", async () => {
    const email = newAddress();
    const oldest = await mailAnother(email);
    const second = await mailAnother(email);
    const third = await mailAnother(email);
    const newest = await mailAnother(email);
    await expectProblem(await openBrowser().post(verify, { token: oldest }), "link_invalid");
    expect((await openBrowser().post(verify, { token: second })).status).toBe(200);
    await expectProblem(await openBrowser().post(verify, { token: third }), "link_invalid");
    await expectProblem(await openBrowser().post(verify, { token: newest }), "link_invalid");
  });

  test("at 601 seconds it is over, at 599 it works", async () => {
    const [late, early] = [newAddress(), newAddress()];
    const browser = openBrowser();
    for (const email of [late, early]) await browser.post("/auth/send-magic-link", { email });
    await owner`update auth.magic_links set expires_at = expires_at - interval '601 s' where email = ${late}`;
    await owner`update auth.magic_links set expires_at = expires_at - interval '597 s' where email = ${early}`;
    await expectProblem(await browser.post(verify, { token: await newestSecret(late) }), "link_invalid");
    expect((await browser.post(verify, { token: await newestSecret(early) })).status).toBe(200);
  });

  test("unknown, expired, used and malformed links get one answer", async () => {
    const browser = openBrowser();
    const [used, expired] = [newAddress(), newAddress()];
    await signIn(browser, used);
    await browser.post("/auth/send-magic-link", { email: expired });
    await owner`update auth.magic_links set expires_at = now() where email = ${expired}`;
    const tokens = [await newestSecret(used), await newestSecret(expired), "x".repeat(43), "", "\u0000"];
    const bodies = await Promise.all(
      tokens.map(async (token) => {
        const { request_id: _id, ...rest } = await expectProblem(
          await browser.post(verify, { token }),
          "link_invalid",
        );
        return JSON.stringify(rest);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test("a link mailed before the account changed its address is dead", async () => {
    const email = newAddress();
    await signIn(openBrowser(), email);
    const token = await mailAnother(email);
    await owner`update auth.users set email = ${newAddress()} where email = ${email}`;
    await expectProblem(await openBrowser().post(verify, { token }), "link_invalid");
    expect(await owner`select from auth.users where email = ${email}`).toHaveLength(0);
  });

  test("a link mailed before the account was disabled is dead", async () => {
    const email = newAddress();
    await signIn(openBrowser(), email);
    const token = await mailAnother(email);
    await owner`update auth.users set disabled_at = now() where email = ${email}`;
    await expectProblem(await openBrowser().post(verify, { token }), "link_invalid");
  });

  test.each(["GET", "HEAD"])("a scanner's %s spends nothing", async (method) => {
    const email = newAddress();
    const browser = openBrowser();
    await browser.post("/auth/send-magic-link", { email });
    const scan = await browser.send(verify, { method, headers: { Origin: undefined } });
    expect([scan.status, scan.headers.get("Allow")]).toEqual([405, "POST"]);
    expect((await browser.post(verify, { token: await newestSecret(email) })).status).toBe(200);
  });

  test("a client without cookies and Origin may spend a link", async () => {
    const email = newAddress();
    const bare = { headers: { Origin: undefined, "Sec-Fetch-Site": undefined, "Sec-Fetch-Mode": undefined } };
    await openBrowser().post("/auth/send-magic-link", { email }, bare);
    const answer = await openBrowser().post(verify, { token: await newestSecret(email) }, bare);
    expect(answer.status).toBe(200);
  });
});

import { SessionList } from "@alva/contracts/auth";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import worker from "../index.ts";
import { bindings } from "../testing/bindings.ts";
import { openBrowser } from "../testing/browser.ts";
import { owner } from "../testing/database.ts";
import { mailsTo, newestSecret } from "../testing/mailbox.ts";
import { forgetSends } from "../testing/redis.ts";
import { newAddress, newPerson, type Person, refreshTokenOf } from "../testing/sign-in.ts";

const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";
const cleared = "__Host-rt=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict";

async function sessionsOf({ browser, accessToken }: Person): Promise<SessionList["items"]> {
  const answer = await browser.send("/auth/sessions", { accessToken });
  return SessionList.parse(await answer.json()).items;
}

/** A person in several browsers, the first one first. */
async function inBrowsers(count: number): Promise<Person[]> {
  const email = newAddress();
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) people.push(await newPerson(email));
  return people;
}

async function expectSignedOut({ browser, accessToken }: Person): Promise<void> {
  await expectProblem(await browser.send("/auth/me", { accessToken }), "access_token_invalid");
  await expectProblem(await browser.post("/auth/refresh"), "session_invalid");
}

async function expectSignedIn({ browser, accessToken }: Person): Promise<void> {
  expect((await browser.send("/auth/me", { accessToken })).status).toBe(200);
  expect((await browser.post("/auth/refresh")).status).toBe(200);
}

describe("the list of sessions", () => {
  test("tells device, browser, place and times of each, and which one asks", async () => {
    const email = newAddress();
    const person = await newPerson(email);
    await forgetSends();
    const phone = openBrowser();
    const seen = { headers: { "User-Agent": iphone }, cf: { city: "Zürich", country: "CH" } };
    await phone.post("/auth/send-magic-link", { email }, seen);
    await phone.post("/auth/verify-magic-link", { token: await newestSecret(email) }, seen);
    const sessions = await sessionsOf(person);
    expect(sessions).toMatchObject([
      { device: "iPhone", browser: "Safari", place: "Zürich, CH", current: false },
      { id: person.sessionId, device: null, browser: null, place: null, current: true },
    ]);
    expect(sessions[0]?.created_at).toBe(sessions[0]?.last_used_at);
  });

  test.each([
    ["markup", "<img src=x onerror=alert(1)>/1.0 (x)"],
    ["a line break and a header", "Evil\tBrowser: x/1.0 (x)"],
    ["10,000 signs", `${"x".repeat(10_000)}/1.0 (x)`],
  ])("shows nothing of a client that calls itself %s", async (_, agent) => {
    const email = newAddress();
    const browser = openBrowser();
    await browser.post("/auth/send-magic-link", { email });
    const headers = { "User-Agent": agent };
    await browser.post("/auth/verify-magic-link", { token: await newestSecret(email) }, { headers });
    const [session] = await owner`
      select device, browser from auth.sessions join auth.users on users.id = user_id where email = ${email}`;
    expect(session).toEqual({ device: null, browser: null });
  });

  test("holds neither ended sessions nor those of others", async () => {
    const [first, second] = await inBrowsers(2);
    await newPerson();
    if (!first || !second) throw new TypeError("two browsers were opened");
    expect((await sessionsOf(first)).map(({ id }) => id)).toEqual([second.sessionId, first.sessionId]);
    await second.browser.post("/auth/logout");
    expect((await sessionsOf(first)).map(({ id }) => id)).toEqual([first.sessionId]);
    await expectProblem(
      await second.browser.send("/auth/sessions", { accessToken: second.accessToken }),
      "access_token_invalid",
    );
  });

  test("never grows beyond 20: another sign-in ends the one that was unused longest", async () => {
    const people = await inBrowsers(20);
    const [oldest, second] = people;
    if (!oldest || !second) throw new TypeError("twenty browsers were opened");
    await oldest.browser.post("/auth/refresh");
    const newest = await newPerson(oldest.email);
    expect(await sessionsOf(newest)).toHaveLength(20);
    await expectSignedOut(second);
    await expectSignedIn(oldest);
    await expectSignedIn(newest);
    const events = await owner`
      select session_id from auth.audit_events where kind = 'session_evicted' and user_id = ${oldest.userId}`;
    expect(events).toEqual([{ session_id: second.sessionId }]);
  });
});

describe("ending one session", () => {
  test("signs that browser out at once and no other", async () => {
    const [first, second] = await inBrowsers(2);
    if (!first || !second) throw new TypeError("two browsers were opened");
    const answer = await first.browser.send(`/auth/sessions/${second.sessionId}`, {
      method: "DELETE",
      accessToken: first.accessToken,
    });
    expect(answer.status).toBe(204);
    await expectSignedOut(second);
    await expectSignedIn(first);
  });

  test("may be one's own", async () => {
    const person = await newPerson();
    const answer = await person.browser.send(`/auth/sessions/${person.sessionId}`, {
      method: "DELETE",
      accessToken: person.accessToken,
    });
    expect(answer.status).toBe(204);
    await expectSignedOut(person);
  });

  test.each(["another person's", "an unknown", "an ended", "a malformed"])(
    "is not found for %s id, and nothing ends",
    async (which) => {
      const [person, ended] = await inBrowsers(2);
      const stranger = await newPerson();
      if (!person || !ended) throw new TypeError("two browsers were opened");
      await ended.browser.post("/auth/logout");
      const ids: Record<string, string> = {
        "another person's": stranger.sessionId,
        "an unknown": crypto.randomUUID(),
        "an ended": ended.sessionId,
        "a malformed": "1%20or%201=1",
      };
      const answer = await person.browser.send(`/auth/sessions/${ids[which]}`, {
        method: "DELETE",
        accessToken: person.accessToken,
      });
      await expectProblem(answer, "not_found");
      await expectSignedIn(stranger);
      await expectSignedIn(person);
    },
  );
});

describe("signing out everywhere", () => {
  test("ends every session at once, and clears this cookie", async () => {
    const people = await inBrowsers(3);
    const stranger = await newPerson();
    const answer = await people[1]?.browser.post("/auth/logout-all");
    expect([answer?.status, answer?.headers.getSetCookie()]).toEqual([204, [cleared]]);
    for (const person of people) await expectSignedOut(person);
    await expectSignedIn(stranger);
  });

  test("can leave this session alive", async () => {
    const [here, there] = await inBrowsers(2);
    if (!here || !there) throw new TypeError("two browsers were opened");
    const answer = await here.browser.post("/auth/logout-all", { keep_this: true });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    await expectSignedOut(there);
    await expectSignedIn(here);
  });

  test("needs a living session", async () => {
    const [here, there] = await inBrowsers(2);
    if (!here || !there) throw new TypeError("two browsers were opened");
    const token = refreshTokenOf(here.browser);
    await here.browser.post("/auth/logout");
    const thief = openBrowser();
    thief.cookies.set("__Host-rt", token);
    const answer = await thief.post("/auth/logout-all");
    await expectProblem(answer, "session_invalid");
    expect(answer.headers.getSetCookie()).toEqual([cleared]);
    await expectProblem(await openBrowser().post("/auth/logout-all"), "session_invalid");
    await expectSignedIn(there);
  });

  test("is refused to other origins", async () => {
    const person = await newPerson();
    const headers = { Origin: "https://evil.example" };
    await expectProblem(await person.browser.post("/auth/logout-all", {}, { headers }), "origin_forbidden");
    await expectSignedIn(person);
  });
});

describe("a sign-in on a new device", () => {
  test("is told to the person by mail, once per kind of device, and never on the first sign-in", async () => {
    const email = newAddress();
    const agents = [undefined, iphone, iphone, undefined];
    for (const agent of agents) {
      await forgetSends();
      const browser = openBrowser();
      await browser.post("/auth/send-magic-link", { email });
      const headers = { "User-Agent": agent };
      await browser.post("/auth/verify-magic-link", { token: await newestSecret(email) }, { headers });
      await worker.scheduled({}, { ...bindings });
    }
    const notices = (await mailsTo(email)).filter(({ subject }) => subject.startsWith("New sign-in"));
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain("in Safari on a device we had not seen before (iPhone) on ");
  });
});

import { AuditEvent } from "@alva/contracts/auth";
import { pageOf } from "@alva/contracts/pagination";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import worker from "../index.ts";
import { sha256 } from "@alva/http/secrets";
import { bindings } from "../testing/bindings.ts";
import { openBrowser } from "../testing/browser.ts";
import { owner } from "../testing/database.ts";
import { failMail, mailsTo, newestSecret } from "../testing/mailbox.ts";
import { forgetSends } from "../testing/redis.ts";
import { newAddress, newPerson, type Person } from "../testing/sign-in.ts";

const change = "/auth/change-email";
const verify = "/auth/verify-email-change";
const Events = pageOf(AuditEvent);

const runCron = () => worker.scheduled({}, { ...bindings });

/** Asks for a link to a new address, and returns its secret. */
async function askToChange({ browser, accessToken }: Person, email = newAddress()) {
  await forgetSends();
  const answer = await browser.post(change, { email }, { accessToken });
  expect(answer.status).toBe(202);
  return { email, token: await newestSecret(email) };
}

async function addressOf({ userId }: Person): Promise<unknown> {
  const [user] = await owner`select email from auth.users where id = ${userId}`;
  return user?.email;
}

async function eventsOf({ browser, accessToken }: Person, query = "") {
  return Events.parse(await (await browser.send(`/auth/events${query}`, { accessToken })).json());
}

describe("a change of e-mail", () => {
  test("happens when the link to the new address is used, in any browser; sessions stay, the old address is told", async () => {
    const person = await newPerson();
    const { email, token } = await askToChange(person);
    const [mail] = await mailsTo(email);
    expect(mail?.subject).toBe("Confirm your new e-mail for Alva");
    expect(mail?.links).toEqual([
      expect.stringMatching(new RegExp(`^${bindings.WEB_ORIGIN}/verify#change=${token}&until=\\d{10}$`, "u")),
    ]);
    expect(mail?.text).toContain(`the Alva account that now has ${person.email[0]}…@example.com`);
    expect(mail?.text).not.toContain(person.email);
    expect(await addressOf(person)).toBe(person.email);

    const answer = await openBrowser().post(verify, { token });
    expect([answer.status, await answer.json()]).toEqual([200, { email }]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await addressOf(person)).toBe(email);
    const refreshed = await person.browser.post("/auth/refresh");
    expect(await refreshed.json()).toMatchObject({ account: { id: person.userId, email } });

    await runCron();
    const [notice] = await mailsTo(person.email);
    expect(notice?.subject).toBe("Your Alva account has a new e-mail address");
    expect(notice?.text).toContain(`${email[0]}…@example.com`);
    expect(notice?.text).not.toContain(email);
    expect(notice?.links).toEqual([]);
  });

  test("is mailed by the cron trigger too, whose account it is included", async () => {
    const person = await newPerson();
    const email = newAddress();
    await forgetSends();
    await failMail({ kind: "status", status: 500, path: "/emails" });
    await person.browser.post(change, { email }, { accessToken: person.accessToken });
    expect(await mailsTo(email)).toHaveLength(0);
    await owner`update auth.mail_outbox set next_attempt_at = now() where recipient = ${email}`;
    await runCron();
    expect((await mailsTo(email))[0]?.text).toContain(`now has ${person.email[0]}…@example.com`);
    expect((await openBrowser().post(verify, { token: await newestSecret(email) })).status).toBe(200);
  });

  test("leaves the old address free, and the new one signs in", async () => {
    const person = await newPerson();
    const { email, token } = await askToChange(person);
    await openBrowser().post(verify, { token });
    expect((await newPerson(email)).userId).toBe(person.userId);
    expect((await newPerson(person.email)).userId).not.toBe(person.userId);
  });

  test("happens once, however many use the link at once", async () => {
    const person = await newPerson();
    const { token } = await askToChange(person);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => openBrowser().post(verify, { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
    const events = await owner`
      select from auth.audit_events where user_id = ${person.userId} and kind = 'email_changed'`;
    expect(events).toHaveLength(1);
  });

  test("to an address that has an account changes nothing; the answer is the same, its owner is told", async () => {
    const taken = await newPerson();
    const person = await newPerson();
    await forgetSends();
    const answers = [
      await person.browser.post(change, { email: taken.email }, { accessToken: person.accessToken }),
      await person.browser.post(change, { email: newAddress() }, { accessToken: person.accessToken }),
    ];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(bodies[0]).toBe(bodies[1]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [notice] = await mailsTo(taken.email);
    expect(notice?.subject).toBe("This address already has an Alva account");
    expect(notice?.text).not.toContain("#");
    const [row] = await owner`
      select facts from auth.mail_outbox where recipient = ${taken.email} and kind = 'address_taken'`;
    expect(row?.facts).toEqual({});
  });

  test.each([
    [
      "10 minutes later",
      async (_: Person, email: string) => {
        await owner`update auth.magic_links set expires_at = now() where email = ${email}`;
      },
    ],
    [
      "once the session that asked has signed out",
      async ({ browser }: Person) => {
        await browser.post("/auth/logout");
      },
    ],
    [
      "once everybody was signed out",
      async ({ browser }: Person) => {
        await browser.post("/auth/logout-all");
      },
    ],
    [
      "once the address got an account",
      async (_: Person, email: string) => {
        await newPerson(email);
      },
    ],
    [
      "once the account was disabled",
      async ({ userId }: Person) => {
        await owner`update auth.users set disabled_at = now() where id = ${userId}`;
      },
    ],
    [
      "once another change was made",
      async (person: Person) => {
        const { token } = await askToChange(person);
        await openBrowser().post(verify, { token });
      },
    ],
  ])("is impossible %s", async (_, happens) => {
    const person = await newPerson();
    const { email, token } = await askToChange(person);
    await happens(person, email);
    const before = await addressOf(person);
    await expectProblem(await openBrowser().post(verify, { token }), "link_invalid");
    expect(await addressOf(person)).toBe(before);
  });

  test("to one address by two accounts at once succeeds for one of them", async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const email = newAddress();
    const tokens = [(await askToChange(first, email)).token, (await askToChange(second, email)).token];
    const answers = await Promise.all(tokens.map((token) => openBrowser().post(verify, { token })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test("does not happen by a sign-in link, nor does its link sign in", async () => {
    const person = await newPerson();
    const { email, token } = await askToChange(person);
    await expectProblem(await openBrowser().post("/auth/verify-magic-link", { token }), "link_invalid");
    await forgetSends();
    await openBrowser().post("/auth/send-magic-link", { email });
    const signInToken = await newestSecret(email);
    expect(signInToken).not.toBe(token);
    await expectProblem(await openBrowser().post(verify, { token: signInToken }), "link_invalid");
    expect((await openBrowser().post(verify, { token })).status).toBe(200);
  });

  test("needs the same browser where that is required", async () => {
    const variables = { REQUIRE_SAME_BROWSER: "true" };
    const person = await newPerson();
    const { token } = await askToChange(person);
    await expectProblem(await openBrowser(variables).post(verify, { token }), "link_invalid");
    const same = openBrowser(variables);
    same.cookies.set("__Host-browser", person.browser.cookies.get("__Host-browser") ?? "");
    expect((await same.post(verify, { token })).status).toBe(200);
  });

  test("is asked for by a living session only, and confirmed from the web app only", async () => {
    const person = await newPerson();
    const { token } = await askToChange(person);
    const headers = { Origin: "https://evil.example" };
    await expectProblem(await openBrowser().post(verify, { token }, { headers }), "origin_forbidden");
    await person.browser.post("/auth/logout");
    await forgetSends();
    const email = newAddress();
    const answer = await person.browser.post(change, { email }, { accessToken: person.accessToken });
    await expectProblem(answer, "access_token_invalid");
    expect(await mailsTo(email)).toHaveLength(0);
  });

  test("mails an address once a minute, with the same answer", async () => {
    const person = await newPerson();
    const { email } = await askToChange(person);
    const again = await person.browser.post(change, { email }, { accessToken: person.accessToken });
    expect(again.status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe("the log of events", () => {
  test("tells the person what happened, newest first, with device and session", async () => {
    const person = await newPerson();
    const { token } = await askToChange(person);
    await person.browser.post(verify, { token });
    const { items, next_cursor } = await eventsOf(person);
    const kinds = items.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(["email_changed", "email_change_requested"]);
    expect(kinds.slice(2).toSorted()).toEqual(["account_created", "signed_in"]);
    expect(new Set(items.map(({ session_id }) => session_id))).toEqual(new Set([person.sessionId]));
    expect(next_cursor).toBeNull();
  });

  test("comes in pages that miss and repeat nothing", async () => {
    const email = newAddress();
    const person = await newPerson(email);
    for (let again = 0; again < 4; again += 1) await newPerson(email);
    const whole = (await eventsOf(person)).items;
    expect(whole.length).toBeGreaterThan(8);
    const paged: AuditEvent[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof eventsOf>> = await eventsOf(
        person,
        `?limit=2${cursor === null ? "" : `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
  });

  test("shows nothing of others, also with a cursor of theirs", async () => {
    const stranger = await newPerson();
    await newPerson(stranger.email);
    const { next_cursor } = await eventsOf(stranger, "?limit=1");
    const person = await newPerson();
    expect((await eventsOf(person, `?cursor=${next_cursor}`)).items).toEqual([]);
    expect((await eventsOf(person)).items).toHaveLength(2);
  });

  test.each(["x", "WyJ4Il0", "%00"])("refuses the cursor %j", async (cursor) => {
    const { browser, accessToken } = await newPerson();
    const answer = await browser.send(`/auth/events?cursor=${cursor}`, { accessToken });
    await expectProblem(answer, "validation_failed");
  });

  test("names of an address that was asked about only a keyed hash", async () => {
    const email = newAddress();
    const cf = { city: `City ${crypto.randomUUID()}` };
    await openBrowser().post("/auth/send-magic-link", { email }, { cf });
    await openBrowser().post("/auth/send-magic-link", { email }, { cf });
    const events = await owner`
      select kind, user_id, address_hash from auth.audit_events where place = ${cf.city} order by at`;
    expect(events.map(({ kind }) => kind)).toEqual(["link_requested", "link_throttled"]);
    const hashes = new Set(events.map(({ address_hash }) => String(address_hash)));
    expect([...hashes]).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(hashes).not.toContain(await sha256(email));
  });
});

import { accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { AccountErased, accountErased } from "@alva/contracts/account-erased";
import { DeletionScheduled } from "@alva/contracts/auth";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test, vi } from "vitest";
import worker from "./index.ts";
import { bindings } from "./testing/bindings.ts";
import { owner } from "./testing/database.ts";
import { mailsTo } from "./testing/mailbox.ts";
import { failQstash, published } from "./testing/qstash.ts";
import { newPerson, type Person } from "./testing/sign-in.ts";

const day = 24 * 60 * 60 * 1000;
const runCron = () => worker.scheduled({}, { ...bindings });

function deleteAccount({ browser, accessToken, email }: Person, typed = email): Promise<Response> {
  return browser.send("/auth/account", { method: "DELETE", body: { email: typed }, accessToken });
}

/** Lets the fourteen days be over. */
async function endGrace({ userId }: Person): Promise<void> {
  await owner`update auth.users set erases_at = now() where id = ${userId}`;
}

/** The messages that this account is gone, oldest first. */
async function tellings({ userId }: Person) {
  const messages = await published(userId);
  return messages.filter(({ target }) => target.endsWith(accountErased.path));
}

/** Where and with which body the api worker was told that this account closes or stays, oldest first. */
async function closings({ userId }: Person) {
  const messages = await published(userId);
  return messages
    .filter(({ target }) => !target.endsWith(accountErased.path))
    .map(({ target, body }) => ({
      path: new URL(target.slice("/v2/publish/".length)).pathname,
      ...JSON.parse(body),
    }));
}

async function rowsOf({ userId, email }: Person): Promise<Record<string, unknown> | undefined> {
  const [rows] = await owner`
    select
      (select count(*)::int from auth.users where id = ${userId}) as users,
      (select count(*)::int from auth.sessions where user_id = ${userId}) as sessions,
      (select count(*)::int from auth.magic_links where email = ${email}) as links,
      (select array_agg(kind::text) from auth.audit_events where user_id = ${userId}) as events,
      (select array_agg(kind::text) from auth.mail_outbox where recipient = ${email}) as mails`;
  return rows;
}

describe("deleting an account", () => {
  test("signs out everywhere at once, says when it will be erased, and mails that", async () => {
    const person = await newPerson();
    const other = await newPerson(person.email);
    const answer = await deleteAccount(person);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-rt=; Max-Age=0;/)]);
    const { erases_at } = DeletionScheduled.parse(await answer.json());
    expect(Math.round((Date.parse(erases_at) - Date.now()) / day)).toBe(14);
    for (const { browser, accessToken } of [person, other]) {
      await expectProblem(await browser.send("/auth/me", { accessToken }), "access_token_invalid");
    }
    await expectProblem(await other.browser.post("/auth/refresh"), "session_invalid");
    await runCron();
    const [mail] = await mailsTo(person.email);
    expect(mail?.subject).toBe("Your Alva account will be erased");
    expect(mail?.text).toContain(String(new Date(erases_at).getUTCFullYear()));
    expect(await rowsOf(person)).toMatchObject({ users: 1 });
  });

  test("needs the account's own address typed", async () => {
    const person = await newPerson();
    const problem = await expectProblem(
      await deleteAccount(person, "other@example.com"),
      "validation_failed",
    );
    expect(problem.errors?.map(({ path }) => path)).toEqual(["email"]);
    expect((await person.browser.post("/auth/refresh")).status).toBe(200);
    expect((await deleteAccount(person, person.email.toUpperCase())).status).toBe(200);
  });

  test("is undone by signing in and restoring", async () => {
    const person = await newPerson();
    const { erases_at } = DeletionScheduled.parse(await (await deleteAccount(person)).json());
    const back = await newPerson(person.email);
    expect(back.userId).toBe(person.userId);
    const me = () => back.browser.send("/auth/me", { accessToken: back.accessToken });
    expect(await (await me()).json()).toMatchObject({ erases_at });
    const refreshed = await back.browser.post("/auth/refresh");
    expect(await refreshed.json()).toMatchObject({ account: { erases_at } });
    const restored = await back.browser.post("/auth/account/restore", {}, { accessToken: back.accessToken });
    expect(await restored.json()).toMatchObject({ id: person.userId, erases_at: null });
    expect(await (await me()).json()).toMatchObject({ erases_at: null });
    await runCron();
    expect(await rowsOf(person)).toMatchObject({ users: 1 });
  });

  test("asked for again keeps the date and mails nothing more", async () => {
    const person = await newPerson();
    const first = await (await deleteAccount(person)).json();
    const again = await newPerson(person.email);
    expect(await (await deleteAccount(again)).json()).toEqual(first);
    await expectProblem(
      await again.browser.send("/auth/me", { accessToken: again.accessToken }),
      "access_token_invalid",
    );
    await runCron();
    const mails = await mailsTo(person.email);
    expect(mails.filter(({ subject }) => subject.includes("will be erased"))).toHaveLength(1);
  });

  test("with an ended session is refused", async () => {
    const person = await newPerson();
    await person.browser.post("/auth/logout");
    await expectProblem(await deleteAccount(person), "access_token_invalid");
    await expectProblem(
      await person.browser.post("/auth/account/restore", {}, { accessToken: person.accessToken }),
      "access_token_invalid",
    );
  });
});

describe("the api worker is told", () => {
  test("at once that an account closes and that it stays, with rising times, and each once", async () => {
    const person = await newPerson();
    await deleteAccount(person);
    const back = await newPerson(person.email);
    await back.browser.post("/auth/account/restore", {}, { accessToken: back.accessToken });
    await runCron();
    const told = await closings(person);
    expect(told.map(({ path }) => path)).toEqual([accountClosing.path, accountRestored.path]);
    expect(told[0].at < told[1].at).toBe(true);
  });

  test("by a later sweep when the worker that decided died, and then of the latest decision alone", async () => {
    const person = await newPerson();
    const { browser, accessToken, email } = person;
    await browser.send("/auth/account", {
      method: "DELETE",
      body: { email },
      accessToken,
      loseBackgroundWork: true,
    });
    await owner`update auth.closings set next_attempt_at = now() where user_id = ${person.userId}`;
    const back = await newPerson(person.email);
    const restoring = { accessToken: back.accessToken, loseBackgroundWork: true };
    await back.browser.post("/auth/account/restore", {}, restoring);
    await owner`update auth.closings set next_attempt_at = now() where user_id = ${person.userId}`;
    await runCron();
    expect((await closings(person)).at(-1)?.path).toBe(accountRestored.path);
    expect(await owner`select from auth.closings where user_id = ${person.userId}`).toHaveLength(0);
  });
});

describe("after fourteen days", () => {
  test("nothing is left but the fact and the last mail, and the address is free", async () => {
    const person = await newPerson();
    await deleteAccount(person);
    await runCron();
    await endGrace(person);
    await runCron();
    expect(await rowsOf(person)).toEqual({
      users: 0,
      sessions: 0,
      links: 0,
      events: ["account_erased"],
      mails: ["account_erased"],
    });
    expect((await mailsTo(person.email))[0]?.subject).toBe("Your Alva account has been erased");
    expect((await newPerson(person.email)).userId).not.toBe(person.userId);
  });

  test("an account is erased once by three sweeps at once", async () => {
    const person = await newPerson();
    await deleteAccount(person);
    await endGrace(person);
    await Promise.all([runCron(), runCron(), runCron()]);
    const mails = await mailsTo(person.email);
    expect(mails.filter(({ subject }) => subject.includes("has been erased"))).toHaveLength(1);
    expect(await tellings(person)).toHaveLength(1);
  });

  test("the api worker is told through QStash, at once and twice more on later days", async () => {
    const person = await newPerson();
    await deleteAccount(person);
    await endGrace(person);
    for (let telling = 1; telling <= 4; telling += 1) {
      await runCron();
      await runCron();
      expect(await tellings(person)).toHaveLength(Math.min(telling, 3));
      await owner`update auth.erasures set next_attempt_at = now() where user_id = ${person.userId}`;
    }
    const messages = await tellings(person);
    expect(messages[0]?.target).toBe(`/v2/publish/${bindings.WEBHOOK_ORIGIN}${accountErased.path}`);
    expect(AccountErased.parse(JSON.parse(messages[0]?.body ?? ""))).toEqual({ user_id: person.userId });
    const ids = messages.map(({ headers }) => headers["upstash-deduplication-id"]);
    expect(new Set(ids).size).toBe(3);
    expect(await owner`select from auth.erasures where user_id = ${person.userId}`).toHaveLength(0);
  });

  test("a QStash that is away is told by a later sweep, under the same id", async () => {
    const person = await newPerson();
    await deleteAccount(person);
    await endGrace(person);
    await failQstash({ kind: "drop_answer", path: "/v2/publish", times: 2 });
    const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await runCron();
    // The client's own word, once for both of its attempts.
    expect(complaints).toHaveBeenCalledOnce();
    complaints.mockRestore();
    const [erasure] = await owner`select times_told from auth.erasures where user_id = ${person.userId}`;
    expect(erasure).toEqual({ times_told: 0 });
    await owner`update auth.erasures set next_attempt_at = now() where user_id = ${person.userId}`;
    await runCron();
    const messages = await tellings(person);
    expect(new Set(messages.map(({ headers }) => headers["upstash-deduplication-id"])).size).toBe(1);
    expect(await owner`select times_told from auth.erasures where user_id = ${person.userId}`).toEqual([
      { times_told: 1 },
    ]);
  });
});

import { type NoticeDue, noticeDue } from "@alva/contracts/notice";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import worker from "../index.ts";
import { bindings } from "../testing/bindings.ts";
import { openBrowser } from "../testing/browser.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { mailAttempts, mailsTo, newestSecret } from "../testing/mailbox.ts";
import { newAddress, newPerson, type Person } from "../testing/sign-in.ts";

const hour = 60 * 60 * 1000;
const runCron = () => worker.scheduled({}, { ...bindings });
const token = `${crypto.randomUUID()}.daily_quick_win.${"a".repeat(43)}`;

function quickWin({ userId }: Person, changes: { occasion?: string; title?: string; late?: boolean } = {}) {
  const { occasion = "2026-09-07", title = "Reply to one review", late = false } = changes;
  return {
    user_id: userId,
    kind: "daily_quick_win",
    occasion,
    send_before: new Date(Date.now() + (late ? -hour : hour)).toISOString(),
    unsubscribe: token,
    facts: { title, minutes: 20 },
  } satisfies NoticeDue;
}

/** Mails besides those with which the person signed in. */
async function optionalMailsTo({ email }: Person) {
  return (await mailsTo(email)).filter(({ text }) => text.includes("/unsubscribe/"));
}

describe("an optional mail that is due", () => {
  test("is mailed to the account's present address once, whatever is delivered how often", async () => {
    const person = await newPerson();
    const answers = await Promise.all([1, 2, 3].map(() => deliver(noticeDue.path, quickWin(person))));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    await runCron();
    await deliver(noticeDue.path, quickWin(person));
    await runCron();
    const mails = await optionalMailsTo(person);
    expect(mails.map(({ subject }) => subject)).toEqual(["Today's quick win: Reply to one review"]);
    await deliver(noticeDue.path, quickWin(person, { occasion: "2026-09-08" }));
    await runCron();
    expect(await optionalMailsTo(person)).toHaveLength(2);
  });

  test("can be ended by one tap, from the mail app and from a visible link to the api worker", async () => {
    const person = await newPerson();
    await deliver(noticeDue.path, quickWin(person));
    await runCron();
    const address = `${bindings.API_ORIGIN}/unsubscribe/${token}`;
    const [mail] = await optionalMailsTo(person);
    expect(mail?.links).toContain(address);
    expect(mail?.html).toContain(`href="${address}"`);
    const sent = (await mailAttempts(person.email)).find(({ body }) => body.includes("unsubscribe"));
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({
      headers: { "List-Unsubscribe": `<${address}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
  });

  test("carries texts escaped and loads nothing", async () => {
    const person = await newPerson();
    await deliver(noticeDue.path, quickWin(person, { title: `<img src="https://evil.example/x">` }));
    await runCron();
    const [mail] = await optionalMailsTo(person);
    expect(mail?.html).not.toContain("<img");
    expect(mail?.html).toContain("&lt;img");
  });

  test("goes to the address that the account has moved to", async () => {
    const person = await newPerson();
    const email = newAddress();
    const { browser, accessToken } = person;
    await browser.post("/auth/change-email", { email }, { accessToken });
    await browser.post("/auth/verify-email-change", { token: await newestSecret(email) });
    await deliver(noticeDue.path, quickWin(person));
    await runCron();
    expect(await optionalMailsTo(person)).toHaveLength(0);
    expect(await optionalMailsTo({ ...person, email })).toHaveLength(1);
  });

  test.each<[string, (person: Person) => Promise<unknown>]>([
    [
      "waits to be erased",
      ({ browser, accessToken, email }) =>
        browser.send("/auth/account", { method: "DELETE", body: { email }, accessToken }),
    ],
    ["is disabled", ({ userId }) => owner`update auth.users set disabled_at = now() where id = ${userId}`],
    ["is gone", ({ userId }) => owner`delete from auth.users where id = ${userId}`],
  ])("is taken in and not mailed when the account %s", async (_, end) => {
    const person = await newPerson();
    await end(person);
    expect((await deliver(noticeDue.path, quickWin(person))).status).toBe(204);
    await runCron();
    expect(await optionalMailsTo(person)).toHaveLength(0);
  });

  test("is not mailed when it comes too late", async () => {
    const person = await newPerson();
    expect((await deliver(noticeDue.path, quickWin(person, { late: true }))).status).toBe(204);
    await runCron();
    expect(await optionalMailsTo(person)).toHaveLength(0);
  });

  test("is refused unless QStash signed it for exactly this address", async () => {
    const person = await newPerson();
    const body = quickWin(person);
    await expectProblem(await openBrowser().post(noticeDue.path, body), "signature_invalid");
    const path = noticeDue.path;
    for (const options of [
      { key: "sig_unknown_unknown_unknown" },
      { subject: `https://evil.example${path}` },
      { subject: `${bindings.AUTH_WEBHOOK_ORIGIN}/webhooks/qstash/other` },
    ]) {
      await expectProblem(await deliver(path, body, options), "signature_invalid");
    }
    await runCron();
    expect(await optionalMailsTo(person)).toHaveLength(0);
  });
});

describe("each kind says what it tells:", () => {
  test.each<[NoticeDue["kind"], object, string, string]>([
    [
      "plan_ready",
      { window_start: "2026-09-07", tasks: 91, quick_wins: 65, weekly_hours: 5 },
      "Your 90-day plan is ready",
      "It starts Monday 7 September and has 91 tasks, 65 of them quick wins, in the 5 hours a week",
    ],
    [
      "weekly_pulse",
      {
        done: 1,
        streak: 3,
        due: 7,
        due_minutes: 245,
        capacity_minutes: 300,
        titles: ["Write to ten guests"],
      },
      "Your marketing week",
      "Last week: 1 task done.\n\nYour streak: 3 days with a quick win.\n\nThis week: 7 tasks, 4 h 05 of your 5 h.\n\n- Write to ten guests",
    ],
    [
      "resume_onboarding",
      { answered: 12 },
      "Your answers are safe",
      "You answered 12 cards and stopped there.",
    ],
  ])("%s", async (kind, facts, subject, text) => {
    const person = await newPerson();
    await deliver(noticeDue.path, { ...quickWin(person), kind, facts });
    await runCron();
    const [mail] = await optionalMailsTo(person);
    expect(mail?.subject).toBe(subject);
    expect(mail?.text).toContain(text);
  });

  test("unfinished answers lead to where they are gone on with", async () => {
    const person = await newPerson();
    await deliver(noticeDue.path, {
      ...quickWin(person),
      kind: "resume_onboarding",
      facts: { answered: 12 },
    });
    await runCron();
    const [mail] = await optionalMailsTo(person);
    expect(mail?.text).toContain(`${bindings.WEB_ORIGIN}/onboarding/welcome`);
  });
});

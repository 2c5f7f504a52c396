import { unsubscribe } from "@alva/contracts/unsubscribe";
import type { NotificationSettings } from "@alva/contracts/notifications";
import { createHmacKeys } from "@alva/http/hmac-keys";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { base64url } from "jose";
import { describe, expect, test } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { newPerson, send } from "../testing/person.ts";
import { writeUnsubscribeToken } from "../unsubscribe-token.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const defaults: NotificationSettings = {
  plan_ready: true,
  daily_quick_win: false,
  weekly_pulse: false,
  resume_onboarding: true,
};
const all: NotificationSettings = { ...defaults, daily_quick_win: true, weekly_pulse: true };
const kinds = ["plan_ready", "daily_quick_win", "weekly_pulse", "resume_onboarding"] as const;

const keys = createHmacKeys(new Uint8Array(base64url.decode(bindings.API_UNSUBSCRIBE_KEY)));
const tokenOf = ({ id }: Person, kind: (typeof kinds)[number]) =>
  writeUnsubscribeToken(keys, { userId: id, kind });
const pathOf = (token: string) => unsubscribe.path.replace(":token", token);

/** As mail apps do it (RFC 8058 section 3.2): a form, and neither cookie nor token. */
function tap(token: string): Promise<Response> {
  return send(pathOf(token), {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
}

describe("notification settings", () => {
  test("are off except for the plan's readiness and the one reminder, until they are chosen", async () => {
    const { api } = await newPerson();
    expect(await api.getNotifications()).toEqual(defaults);
    expect(await api.putNotifications(all)).toEqual(all);
    expect(await api.getNotifications()).toEqual(all);
    const none = { ...defaults, plan_ready: false, resume_onboarding: false };
    await api.putNotifications(none);
    expect(await api.getNotifications()).toEqual(none);
  });

  test("are each person's own", async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    await person.api.putNotifications(all);
    expect(await other.api.getNotifications()).toEqual(defaults);
  });
});

describe("one tap on a mail's link", () => {
  test.each(kinds)("ends %s and nothing else, without signing in, now and ever after", async (kind) => {
    const person = await newPerson();
    await person.api.putNotifications(all);
    const token = await tokenOf(person, kind);
    for (let times = 0; times < 2; times += 1) {
      const answer = await tap(token);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("Done: no more");
      expect(await person.api.getNotifications()).toEqual({ ...all, [kind]: false });
    }
  });

  test("ends mails of somebody who never chose any", async () => {
    const person = await newPerson();
    await owner`insert into app.notices (user_id, kind, occasion, expires_at)
      values (${person.id}, 'plan_ready', '', now())`;
    await tap(await tokenOf(person, "plan_ready"));
    expect(await person.api.getNotifications()).toEqual({ ...defaults, plan_ready: false });
  });

  test("writes nothing about somebody of whom nothing is known any more", async () => {
    const person = await newPerson();
    expect((await tap(await tokenOf(person, "plan_ready"))).status).toBe(200);
    expect(await owner`select from app.notice_settings where user_id = ${person.id}`).toHaveLength(0);
  });

  test("is what ends them: opening the link only asks, as scanners open links", async () => {
    const person = await newPerson();
    await person.api.putNotifications(all);
    const answer = await send(pathOf(await tokenOf(person, "weekly_pulse")));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    // In a sandbox the button would send nothing.
    expect(policy).not.toContain("sandbox");
    expect(policy).toContain("form-action 'self'");
    const text = await answer.text();
    expect(text).toContain('<form method="post">');
    const [, nonce = ""] = /style nonce="([^"]+)"/.exec(text) ?? [];
    expect(policy).toContain(`style-src 'nonce-${nonce}'`);
    expect(await person.api.getNotifications()).toEqual(all);
  });

  test("on a link of another key, person or kind, or on any other text, is not found", async () => {
    const person = await newPerson();
    await person.api.putNotifications(all);
    const [, , mac = ""] = (await tokenOf(person, "weekly_pulse")).split(".");
    const foreign = createHmacKeys(new Uint8Array(32));
    for (const token of [
      await writeUnsubscribeToken(foreign, { userId: person.id, kind: "weekly_pulse" }),
      `${person.id}.daily_quick_win.${mac}`,
      `${crypto.randomUUID()}.weekly_pulse.${mac}`,
      `${person.id}.unheard_of.${mac}`,
      `${person.id}.weekly_pulse.${mac.slice(1)}`,
      "x",
    ]) {
      await expectProblem(await tap(token), "not_found");
      await expectProblem(await send(pathOf(token)), "not_found");
    }
    expect(await person.api.getNotifications()).toEqual(all);
  });

  test("that is not whole says so on a page to who opens it in a browser", async () => {
    const answer = await send(pathOf("x"), { headers: { Accept: "text/html,application/xhtml+xml" } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(await answer.text()).toContain("This link is not whole");
  });
});

import { accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { expectCommonHeaders } from "@alva/http/testing/expect-common-headers";
import { expectProblem } from "@alva/http/testing/expect-problem";
import ICAL from "ical.js";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import worker from "../index.ts";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { deliver } from "../testing/delivery.ts";
import { noticesTo } from "../testing/notices.ts";
import { newPerson, send } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Reads a feed as a calendar app does: without a token. */
function read(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(new URL(address).pathname, { headers });
}

async function eventsAt(address: string) {
  const text = await (await read(address)).text();
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => ({
    uid: String(event.getFirstPropertyValue("uid")),
    status: String(event.getFirstPropertyValue("status")),
    sequence: Number(event.getFirstPropertyValue("sequence")),
    modified: String(event.getFirstPropertyValue("last-modified")),
  }));
  return new Map(events.map((event) => [event.uid, event]));
}

async function personWithFeed() {
  const person = await newPerson();
  const planId = await readyPlan(person);
  const { address } = await person.api.renewCalendarFeed();
  return { person, planId, address };
}

async function datedTasks({ api }: Person, planId: string) {
  const { items } = await api.listTasks({ limit: 200, plan_id: planId });
  return items.filter(({ due_at, status }) => due_at !== null && status === "planned");
}

describe("a calendar feed", () => {
  let person: Person;
  let planId: string;
  let address: string;
  beforeAll(async () => {
    ({ person, planId, address } = await personWithFeed());
  });

  test("has one event per dated task of the current plan", async () => {
    const tasks = await datedTasks(person, planId);
    expect(tasks.length).toBeGreaterThan(10);
    const events = await eventsAt(address);
    expect([...events.keys()].toSorted()).toEqual(
      tasks.map(({ id }) => `${id}.${person.id}@alva`).toSorted(),
    );
    expect([...events.values()].every(({ status }) => status === "CONFIRMED")).toBe(true);
  });

  test("is served privately with the headers of every answer", async () => {
    const answer = await read(address, { Origin: bindings.WEB_ORIGIN });
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
    expectCommonHeaders(answer);
  });

  test("answers 304 while nothing changed, with its headers and no body, and whole after a change", async () => {
    const tag = (await read(address)).headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]+"$/);
    const same = await read(address, { "If-None-Match": tag, Origin: bindings.WEB_ORIGIN });
    expect([same.status, await same.text(), same.headers.get("ETag")]).toEqual([304, "", tag]);
    expect(same.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(same.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
    expectCommonHeaders(same);

    await owner`update app.tasks set updated_at = updated_at - interval '1 day' where plan_id = ${planId}`;
    const changed = await read(address, { "If-None-Match": tag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("ETag")).not.toBe(tag);
  });

  test("raises SEQUENCE and LAST-MODIFIED of a task that changes, and of no other", async () => {
    await owner`update app.tasks set updated_at = now() - interval '1 day' where plan_id = ${planId}`;
    const [task, other] = await datedTasks(person, planId);
    const before = await eventsAt(address);
    await person.api.changeTask(task?.id ?? "", { operation_id: crypto.randomUUID(), status: "in_progress" });
    const after = await eventsAt(address);
    const uid = `${task?.id}.${person.id}@alva`;
    expect(after.get(uid)?.sequence).toBeGreaterThan(before.get(uid)?.sequence ?? Infinity);
    expect((after.get(uid)?.modified ?? "") > (before.get(uid)?.modified ?? "~")).toBe(true);
    const otherUid = `${other?.id}.${person.id}@alva`;
    expect(after.get(otherUid)).toEqual(before.get(otherUid));
  });

  test("cancels a refused task for 30 days, then leaves it out", async () => {
    const task = (await datedTasks(person, planId))[3];
    await person.api.changeTask(task?.id ?? "", { operation_id: crypto.randomUUID(), status: "skipped" });
    const uid = `${task?.id}.${person.id}@alva`;
    expect((await eventsAt(address)).get(uid)).toMatchObject({ status: "CANCELLED" });
    await owner`update app.tasks set updated_at = now() - interval '31 days'
      where plan_id = ${planId} and id = ${task?.id}`;
    expect((await eventsAt(address)).has(uid)).toBe(false);
  });
});

test("a replaced plan's tasks move with their UIDs or are cancelled for 30 days, save those that were done", async () => {
  const { person, planId: first, address } = await personWithFeed();
  await owner`update app.plans set finished_at = finished_at - interval '40 days',
    applied_at = applied_at - interval '40 days' where id = ${first}`;
  const second = await readyPlan(person);
  await owner`update app.plans set applied_at = now() where id = ${second}`;
  const [gone, done, kept] = await datedTasks(person, second);
  const uid = (task: typeof gone) => `${task?.id}.${person.id}@alva`;
  await owner`delete from app.tasks where plan_id = ${second} and id = any (${[gone?.id, done?.id]})`;
  await owner`update app.tasks set status = 'done' where plan_id = ${first} and id = ${done?.id}`;
  const events = await eventsAt(address);
  expect(events.get(uid(kept))?.status).toBe("CONFIRMED");
  expect(events.get(uid(gone))?.status).toBe("CANCELLED");
  expect(events.has(uid(done))).toBe(false);

  await owner`update app.plans set applied_at = now() - interval '31 days' where id = ${second}`;
  expect((await eventsAt(address)).has(uid(gone))).toBe(false);
});

/** Delivers a decision of the auth worker about this account. */
function decide(path: string, { id }: Person, at: string): Promise<Response> {
  return deliver(path, JSON.stringify({ user_id: id, at }));
}

describe("while its owner's account is to be erased", () => {
  const [first, second] = ["2026-09-01T08:00:00.000001Z", "2026-09-01T08:00:00.000002Z"] as const;

  test("a feed is not found, and is there again once the account is kept", async () => {
    const { person, address } = await personWithFeed();
    expect((await decide(accountClosing.path, person, first)).status).toBe(204);
    await expectProblem(await read(address), "not_found");
    expect((await decide(accountRestored.path, person, second)).status).toBe(204);
    expect((await read(address)).status).toBe(200);
  });

  test("a feed is what the later decision says, though that came first", async () => {
    const { person, address } = await personWithFeed();
    await decide(accountRestored.path, person, second);
    await decide(accountClosing.path, person, first);
    expect((await read(address)).status).toBe(200);
    const other = await personWithFeed();
    await decide(accountClosing.path, other.person, second);
    await decide(accountRestored.path, other.person, first);
    await expectProblem(await read(other.address), "not_found");
  });

  test("optional mails are not handed on", async () => {
    const { person } = await personWithFeed();
    await decide(accountClosing.path, person, first);
    await worker.scheduled({}, { ...bindings });
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("nothing is written about somebody who was erased before", async () => {
    const person = await newPerson();
    await decide(accountClosing.path, person, first);
    expect(await owner`select from app.closing_accounts where user_id = ${person.id}`).toHaveLength(0);
  });
});

test("an undone plan's own tasks are cancelled, and those of the plan before are there again", async () => {
  const { person, planId: first, address } = await personWithFeed();
  await owner`update app.plans set finished_at = finished_at - interval '40 days',
    applied_at = applied_at - interval '40 days' where id = ${first}`;
  const second = await readyPlan(person);
  const [extra, shared] = await datedTasks(person, second);
  const uid = (task: typeof extra) => `${task?.id}.${person.id}@alva`;
  await owner`delete from app.tasks where plan_id = ${first} and id = ${extra?.id}`;
  await owner`update app.plans set applied_at = now() - interval '1 hour', undone_at = now() where id = ${second}`;
  const events = await eventsAt(address);
  expect(events.get(uid(extra))?.status).toBe("CANCELLED");
  expect(events.get(uid(shared))?.status).toBe("CONFIRMED");
});

describe("a feed's address", () => {
  test("is answered once, as a secret of 256 bits of which the database has the hash alone", async () => {
    const person = await newPerson();
    expect(await person.api.getCalendarFeed()).toEqual({ created_at: null });
    const { address, created_at } = await person.api.renewCalendarFeed();
    expect(address).toMatch(new RegExp(String.raw`^${bindings.API_ORIGIN}/calendar/[\w-]{43}\.ics$`));
    expect(await person.api.getCalendarFeed()).toEqual({ created_at });
    const rows = await owner`select f::text as row from app.calendar_feeds f where user_id = ${person.id}`;
    expect(rows).toHaveLength(1);
    expect(String(rows[0]?.row)).not.toContain(address.slice(-47, -4));
  });

  test("is one alone: renewing ends the one before, turning off ends it for good", async () => {
    const person = await newPerson();
    const first = await person.api.renewCalendarFeed();
    const second = await person.api.renewCalendarFeed();
    expect(second.address).not.toBe(first.address);
    await expectProblem(await read(first.address), "not_found");
    expect((await read(second.address)).status).toBe(200);
    await person.api.deleteCalendarFeed();
    await person.api.deleteCalendarFeed();
    await expectProblem(await read(second.address), "not_found");
    expect(await person.api.getCalendarFeed()).toEqual({ created_at: null });
  });

  test("renewed twice at the same moment, leaves exactly one that works", async () => {
    const person = await newPerson();
    const both = await Promise.all([person.api.renewCalendarFeed(), person.api.renewCalendarFeed()]);
    const answers = await Promise.all(both.map(({ address }) => read(address)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  });

  test.each(["x.ics", "a".repeat(43), `${"a".repeat(43)}.ics`, `${"a".repeat(44)}.ics`, "%00.ics"])(
    "that is %j is not found",
    async (file) => {
      await expectProblem(await send(`/calendar/${file}`), "not_found");
    },
  );

  test("is in no log, whether it works, is revoked or is mistyped", async () => {
    const logged = (["log", "warn", "error"] as const).map((level) => vi.spyOn(console, level));
    const { api } = await newPerson();
    const { address } = await api.renewCalendarFeed();
    const { pathname } = new URL(address);
    for (const path of [pathname, `${pathname}/more`, pathname.slice(0, -4), `${pathname}?a=b`])
      await send(path);
    await api.deleteCalendarFeed();
    await send(pathname);
    const lines = JSON.stringify(logged.map(({ mock }) => mock.calls));
    expect(lines).toContain("/calendar/:file");
    expect(lines).not.toContain(pathname.slice(10, 30));
  });

  test("cannot be guessed at speed: a network has 120 reads a minute", async () => {
    const from = { "CF-Connecting-IP": `2001:db8:${crypto.randomUUID().slice(0, 4)}::1` };
    const guess = () => send(`/calendar/${"b".repeat(43)}.ics`, { headers: from });
    for (let sent = 0; sent < 120; sent += 20) await Promise.all(Array.from({ length: 20 }, guess));
    const refused = await guess();
    await expectProblem(refused, "rate_limited");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"calendar";q=120;w=60');
  });
});

import { expectCommonHeaders } from "@alva/http/testing/expect-common-headers";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { bindings } from "../testing/bindings.ts";
import { owner } from "../testing/database.ts";
import { datedTasks, eventsAt, personWithFeed, plainOptions, readFeed } from "../testing/feed.ts";
import { newPerson, send } from "../testing/person.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

afterEach(() => {
  vi.restoreAllMocks();
});

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
    const answer = await readFeed(address, { Origin: bindings.WEB_ORIGIN });
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
    expectCommonHeaders(answer);
  });

  test("answers 304 while nothing changed, with its headers and no body, and whole after a change", async () => {
    const tag = (await readFeed(address)).headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]+"$/);
    const same = await readFeed(address, { "If-None-Match": tag, Origin: bindings.WEB_ORIGIN });
    expect([same.status, await same.text(), same.headers.get("ETag")]).toEqual([304, "", tag]);
    expect(same.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(same.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
    expectCommonHeaders(same);

    await owner`update app.tasks set updated_at = updated_at - interval '1 day' where plan_id = ${planId}`;
    const changed = await readFeed(address, { "If-None-Match": tag });
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

describe("the second feed", () => {
  const feed = "quick_wins";

  test("has the quick wins alone, under a name of its own", async () => {
    const { person, planId, address } = await personWithFeed();
    const quickWins = (await datedTasks(person, planId)).filter(({ quick_win }) => quick_win);
    const second = await person.api.renewCalendarFeed({ feed, private: true });
    const events = await eventsAt(second.address);
    expect([...events.keys()].toSorted()).toEqual(
      quickWins.map(({ id }) => `${id}.${person.id}@alva`).toSorted(),
    );
    expect([...events.values()].every(({ description, url }) => description === url)).toBe(true);
    expect(await (await readFeed(second.address)).text()).toContain("\r\nNAME:Alva quick wins\r\n");
    expect(await (await readFeed(address)).text()).toContain("\r\nNAME:Alva\r\n");
  });

  test("is renewed, changed and turned off without the first, and the first without it", async () => {
    const { api } = await newPerson();
    const tasks = await api.renewCalendarFeed();
    const second = await api.renewCalendarFeed({ feed });
    expect(second.address).not.toBe(tasks.address);
    expect(await api.getCalendarFeed({ feed })).toEqual({
      created_at: second.created_at,
      private: false,
      quick_wins: "only",
    });
    await api.changeCalendarFeed({ feed, private: true });
    expect(await api.getCalendarFeed()).toMatchObject(plainOptions);
    const renewed = await api.renewCalendarFeed({ feed });
    await expectProblem(await readFeed(second.address), "not_found");
    expect((await readFeed(tasks.address)).status).toBe(200);
    await api.deleteCalendarFeed();
    await expectProblem(await readFeed(tasks.address), "not_found");
    expect((await readFeed(renewed.address)).status).toBe(200);
    await api.deleteCalendarFeed({ feed });
    await expectProblem(await readFeed(renewed.address), "not_found");
  });
});

describe("a feed's address", () => {
  test("is answered once, as a secret of 256 bits of which the database has the hash alone", async () => {
    const person = await newPerson();
    expect(await person.api.getCalendarFeed()).toEqual({ created_at: null, ...plainOptions });
    const { address, created_at } = await person.api.renewCalendarFeed();
    expect(address).toMatch(new RegExp(String.raw`^${bindings.API_ORIGIN}/calendar/[\w-]{43}\.ics$`));
    expect(await person.api.getCalendarFeed()).toEqual({ created_at, ...plainOptions });
    const rows = await owner`select f::text as row from app.calendar_feeds f where user_id = ${person.id}`;
    expect(rows).toHaveLength(1);
    expect(String(rows[0]?.row)).not.toContain(address.slice(-47, -4));
  });

  test("is one alone: renewing ends the one before, turning off ends it for good", async () => {
    const person = await newPerson();
    const first = await person.api.renewCalendarFeed();
    const second = await person.api.renewCalendarFeed();
    expect(second.address).not.toBe(first.address);
    await expectProblem(await readFeed(first.address), "not_found");
    expect((await readFeed(second.address)).status).toBe(200);
    await person.api.deleteCalendarFeed();
    await person.api.deleteCalendarFeed();
    await expectProblem(await readFeed(second.address), "not_found");
    expect(await person.api.getCalendarFeed()).toEqual({ created_at: null, ...plainOptions });
  });

  test("renewed twice at the same moment, leaves exactly one that works", async () => {
    const person = await newPerson();
    const both = await Promise.all([person.api.renewCalendarFeed(), person.api.renewCalendarFeed()]);
    const answers = await Promise.all(both.map(({ address }) => readFeed(address)));
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

import { accountClosing, accountRestored } from "@alva/contracts/account-closing";
import { CalendarAddress } from "@alva/contracts/calendar";
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
import { clientProfile, readyPlan } from "../testing/ready-plan.ts";

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
    start: String(event.getFirstPropertyValue("dtstart")),
    end: String(event.getFirstPropertyValue("dtend")),
    summary: event.getFirstPropertyValue("summary"),
    description: event.getFirstPropertyValue("description"),
    url: event.getFirstPropertyValue("url"),
  }));
  return new Map(events.map((event) => [event.uid, event]));
}

async function uidsAt(address: string): Promise<string[]> {
  return [...(await eventsAt(address)).keys()].toSorted();
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

/** Someone's event of a task before and after it is parked, in one way or another. */
async function eventOfParked(park: (person: Person, planId: string) => Promise<string>) {
  const { person, planId, address } = await personWithFeed();
  await owner`update app.tasks set updated_at = now() - interval '1 day' where plan_id = ${planId}`;
  const before = await eventsAt(address);
  const uid = `${await park(person, planId)}.${person.id}@alva`;
  const [was, is] = [before.get(uid), (await eventsAt(address)).get(uid)];
  if (!was || !is) throw new TypeError("the task is an event before and after");
  return { person, planId, address, uid, was, is };
}

describe("a parked task", () => {
  test("on the board is cancelled where it stood, confirmed again with its new day, and left out after 30 days", async () => {
    const { person, planId, address, uid, was, is } = await eventOfParked(async (owning, plan) => {
      const [task] = await datedTasks(owning, plan);
      const { due_at } = await owning.api.changeTask(task?.id ?? "", {
        operation_id: crypto.randomUUID(),
        status: "deferred",
      });
      expect(due_at).toBeNull();
      return task?.id ?? "";
    });
    expect([was.status, is.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect([is.start, is.end]).toEqual([was.start, was.end]);
    expect(is.sequence).toBeGreaterThan(was.sequence);
    const [id = ""] = uid.split(".");
    await owner`update app.tasks set updated_at = now() - interval '10 seconds' where plan_id = ${planId} and id = ${id}`;
    await person.api.changeTask(id, {
      operation_id: crypto.randomUUID(),
      status: "planned",
      due_date: "2027-01-13",
    });
    const back = (await eventsAt(address)).get(uid);
    expect(back).toMatchObject({ status: "CONFIRMED" });
    expect(back?.end).not.toBe(is.end);

    await person.api.changeTask(id, { operation_id: crypto.randomUUID(), status: "deferred" });
    expect((await eventsAt(address)).get(uid)).toMatchObject({ status: "CANCELLED", end: back?.end });
    await owner`update app.tasks set updated_at = now() - interval '31 days' where plan_id = ${planId} and id = ${id}`;
    expect((await eventsAt(address)).has(uid)).toBe(false);
  });

  test("of a re-plan with fewer hours is cancelled where it stood", async () => {
    const { was, is } = await eventOfParked(async ({ api }, plan) => {
      const { revision, difference } = await api.previewReplan(plan, { hours: 1 });
      const parked = difference.moved.find(({ after }) => after.due_date === null);
      await api.applyReplan(plan, { hours: 1 }, { operation_id: crypto.randomUUID(), revision });
      return parked?.after.id ?? "";
    });
    expect([was.status, is.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect([is.start, is.end]).toEqual([was.start, was.end]);
    expect(is.sequence).toBeGreaterThan(was.sequence);
  });

  test("that never had a day has no event", async () => {
    const person = await newPerson();
    const constraints = { ...clientProfile.constraints, weekly_marketing_time_hours: 1 };
    await readyPlan(person, { clientProfile: { ...clientProfile, constraints } });
    const { items } = await person.api.listTasks({ limit: 200, status: ["deferred"] });
    expect(items.length).toBeGreaterThan(0);
    const events = await eventsAt((await person.api.renewCalendarFeed()).address);
    expect(items.filter(({ id }) => events.has(`${id}.${person.id}@alva`))).toEqual([]);
  });
});

test("a task that a re-plan moved goes back with its undoing, as a later revision of the same event", async () => {
  const { person, planId, address } = await personWithFeed();
  await owner`update app.tasks set updated_at = now() - interval '1 day' where plan_id = ${planId}`;
  const first = await eventsAt(address);
  const { revision } = await person.api.previewReplan(planId, { hours: 2 });
  const replanned = await person.api.applyReplan(
    planId,
    { hours: 2 },
    { operation_id: crypto.randomUUID(), revision },
  );
  const second = await eventsAt(address);
  const moved = [...second].filter(([uid, { start, status }]) => {
    return first.has(uid) && start !== first.get(uid)?.start && status === "CONFIRMED";
  });
  expect(moved.length).toBeGreaterThan(0);
  await person.api.undoPlan(replanned.id, { operation_id: crypto.randomUUID() });
  const third = await eventsAt(address);
  for (const [uid, { sequence }] of moved) {
    expect(third.get(uid)?.start).toBe(first.get(uid)?.start);
    expect(third.get(uid)?.sequence).toBeGreaterThanOrEqual(sequence);
  }
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

const plainOptions = { private: false, quick_wins: "include" };

describe("a feed's options", () => {
  let person: Person;
  let uidsOf: (quickWins: boolean) => string[];
  const everyUid = () => [...uidsOf(true), ...uidsOf(false)].toSorted();
  beforeAll(async () => {
    person = await newPerson();
    const tasks = await datedTasks(person, await readyPlan(person));
    uidsOf = (quickWins) =>
      tasks
        .filter(({ quick_win }) => quick_win === quickWins)
        .map(({ id }) => `${id}.${person.id}@alva`)
        .toSorted();
  });

  test("choose between quick wins and other tasks, of which this plan has both", () => {
    expect(uidsOf(true).length).toBeGreaterThan(0);
    expect(uidsOf(false).length).toBeGreaterThan(0);
  });

  test("are not needed: without a body every task is told whole", async () => {
    const headers = { Authorization: `Bearer ${person.token}` };
    const answer = await send("/calendar-feed", { method: "POST", headers });
    expect(answer.status).toBe(201);
    const { address } = CalendarAddress.parse(await answer.json());
    expect(await uidsAt(address)).toEqual(everyUid());
    expect(await person.api.getCalendarFeed()).toMatchObject(plainOptions);
  });

  test.each([
    ["include", () => everyUid()],
    ["exclude", () => uidsOf(false)],
    ["only", () => uidsOf(true)],
  ] as const)("say of quick wins %j, and are answered", async (quick_wins, expected) => {
    const { address, created_at } = await person.api.renewCalendarFeed({ quick_wins });
    expect(await uidsAt(address)).toEqual(expected());
    expect(await person.api.getCalendarFeed()).toEqual({ created_at, private: false, quick_wins });
  });

  test("begin anew with a new address", async () => {
    await person.api.renewCalendarFeed({ private: true, quick_wins: "only" });
    await person.api.renewCalendarFeed();
    expect(await person.api.getCalendarFeed()).toMatchObject(plainOptions);
  });

  test("change at the same address: the ETag does, and each event as a later revision of the same", async () => {
    await owner`update app.tasks set updated_at = now() - interval '1 day' where user_id = ${person.id}`;
    const { address, created_at } = await person.api.renewCalendarFeed();
    const tag = (await read(address)).headers.get("ETag") ?? "";
    const before = await eventsAt(address);
    const changed = await person.api.changeCalendarFeed({ private: true });
    expect(changed).toEqual({ ...plainOptions, created_at, private: true });
    const answer = await read(address, { "If-None-Match": tag });
    expect([answer.status, answer.headers.get("ETag") === tag]).toEqual([200, false]);
    const after = await eventsAt(address);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [uid, event] of after) {
      expect(event.description).toBe(event.url);
      expect(event.summary).toBe(before.get(uid)?.summary);
      expect(event.sequence).toBeGreaterThan(before.get(uid)?.sequence ?? Infinity);
      expect(event.modified > (before.get(uid)?.modified ?? "~")).toBe(true);
    }
  });

  test("stay when a change leaves them out or names what they are, and so does the ETag", async () => {
    const { address } = await person.api.renewCalendarFeed({ private: true });
    await person.api.changeCalendarFeed({ quick_wins: "exclude" });
    await owner`update app.calendar_feeds set options_changed_at = now() - interval '1 hour'
      where user_id = ${person.id}`;
    const tag = (await read(address)).headers.get("ETag") ?? "";
    const options = { private: true, quick_wins: "exclude" } as const;
    for (const same of [{}, options]) {
      expect(await person.api.changeCalendarFeed(same)).toMatchObject(options);
      expect((await read(address, { "If-None-Match": tag })).status).toBe(304);
    }
  });

  test("changed at the same moment, one each, are both changed", async () => {
    await person.api.renewCalendarFeed();
    await Promise.all([
      person.api.changeCalendarFeed({ private: true }),
      person.api.changeCalendarFeed({ quick_wins: "exclude" }),
    ]);
    expect(await person.api.getCalendarFeed()).toMatchObject({ private: true, quick_wins: "exclude" });
  });

  test.each([
    ["", { private: "yes" }, "private"],
    ["", { quick_wins: "some" }, "quick_wins"],
    ["", { title: true }, "title"],
    ["?feed=quick_wins", { quick_wins: "include" }, "quick_wins"],
    ["?feed=blog", {}, "feed"],
  ])("for %j are refused as %j, and nothing is made or changed", async (search, options, path) => {
    const other = await newPerson();
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${other.token}` };
    for (const method of ["POST", "PATCH"]) {
      const answer = await send(`/calendar-feed${search}`, {
        method,
        headers,
        body: JSON.stringify(options),
      });
      const { errors } = await expectProblem(answer, "validation_failed");
      expect(errors).toMatchObject([{ path }]);
    }
    for (const feed of ["tasks", "quick_wins"] as const) {
      expect(await other.api.getCalendarFeed({ feed })).toMatchObject({ created_at: null });
    }
  });

  test("of a feed that is off are not found", async () => {
    const { api } = await newPerson();
    await expect(api.changeCalendarFeed({ private: true })).rejects.toMatchObject({ code: "not_found" });
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
    expect(await (await read(second.address)).text()).toContain("\r\nNAME:Alva quick wins\r\n");
    expect(await (await read(address)).text()).toContain("\r\nNAME:Alva\r\n");
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
    await expectProblem(await read(second.address), "not_found");
    expect((await read(tasks.address)).status).toBe(200);
    await api.deleteCalendarFeed();
    await expectProblem(await read(tasks.address), "not_found");
    expect((await read(renewed.address)).status).toBe(200);
    await api.deleteCalendarFeed({ feed });
    await expectProblem(await read(renewed.address), "not_found");
  });
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

  test("a second feed is not found either, were it all that is stored", async () => {
    const person = await newPerson();
    const { address } = await person.api.renewCalendarFeed({ feed: "quick_wins" });
    expect((await decide(accountClosing.path, person, first)).status).toBe(204);
    await expectProblem(await read(address), "not_found");
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
    await expectProblem(await read(first.address), "not_found");
    expect((await read(second.address)).status).toBe(200);
    await person.api.deleteCalendarFeed();
    await person.api.deleteCalendarFeed();
    await expectProblem(await read(second.address), "not_found");
    expect(await person.api.getCalendarFeed()).toEqual({ created_at: null, ...plainOptions });
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

import { CalendarAddress } from "@alva/contracts/calendar";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { beforeAll, describe, expect, test } from "vitest";
import { owner } from "../testing/database.ts";
import { datedTasks, eventsAt, plainOptions, readFeed } from "../testing/feed.ts";
import { newPerson, send } from "../testing/person.ts";
import { readyPlan } from "../testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

async function uidsAt(address: string): Promise<string[]> {
  return [...(await eventsAt(address)).keys()].toSorted();
}

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
    const tag = (await readFeed(address)).headers.get("ETag") ?? "";
    const before = await eventsAt(address);
    const changed = await person.api.changeCalendarFeed({ private: true });
    expect(changed).toEqual({ ...plainOptions, created_at, private: true });
    const answer = await readFeed(address, { "If-None-Match": tag });
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
    const tag = (await readFeed(address)).headers.get("ETag") ?? "";
    const options = { private: true, quick_wins: "exclude" } as const;
    for (const same of [{}, options]) {
      expect(await person.api.changeCalendarFeed(same)).toMatchObject(options);
      expect((await readFeed(address, { "If-None-Match": tag })).status).toBe(304);
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

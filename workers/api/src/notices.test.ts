import { createZoneClock } from "@alva/planning/governance/time-zone";
import { afterEach, describe, expect, test, vi } from "vitest";
import worker from "./index.ts";
import { bindings } from "./testing/bindings.ts";
import { owner } from "./testing/database.ts";
import { noticesTo } from "./testing/notices.ts";
import { newPerson } from "./testing/person.ts";
import { clientProfile, readyPlan } from "./testing/ready-plan.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

afterEach(() => {
  vi.useRealTimers();
});

const quiet = {
  plan_ready: false,
  daily_quick_win: false,
  weekly_pulse: false,
  resume_onboarding: false,
};

/** Runs the cron trigger so many times at once, by the worker's clock of that instant. */
async function runCronAt(instant: number, times = 1): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(instant);
  await Promise.all(Array.from({ length: times }, () => worker.scheduled({}, { ...bindings })));
  vi.useRealTimers();
}
const runCron = (times = 1) => runCronAt(Date.now(), times);

/** Someone with a plan who wants these mails. The plan's window begins on a Monday to come. */
async function reader(wants: Partial<typeof quiet>) {
  const person = await newPerson();
  const planId = await readyPlan(person);
  await person.api.putNotifications({ ...quiet, ...wants });
  const { plan } = await person.api.getDashboard();
  const clock = createZoneClock(plan.timezone);
  const at = (time: string, date = plan.window_start) => Date.parse(clock.instantOf(date, time));
  return { person, planId, monday: plan.window_start, at };
}

/** Lets the person's next look be due, whatever day that is. */
async function lookAgain({ id }: Person): Promise<void> {
  await owner`update app.notice_settings set next_look_at = now() where user_id = ${id}`;
}

/** Someone who answered two cards, the last one so many hours ago. */
async function unfinished(hours: number): Promise<Person> {
  const person = await newPerson();
  for (const card of ["1", "2"]) {
    await owner`insert into app.card_answers (user_id, card, answer, answered_at, updated_at)
      values (${person.id}, ${card}, '{}', now(), now() - ${hours} * interval '1 hour')`;
  }
  return person;
}

describe("a morning mail", () => {
  test("is handed on once, whatever sweeps run at once and after each other", async () => {
    const { person, monday, at } = await reader({ daily_quick_win: true });
    await runCronAt(at("08:00:00"), 3);
    await lookAgain(person);
    await runCronAt(at("08:01:00"), 3);
    const notices = await noticesTo(person.id);
    expect(notices).toMatchObject([
      {
        kind: "daily_quick_win",
        occasion: monday,
        destination: `${bindings.AUTH_WEBHOOK_ORIGIN}/webhooks/qstash/notice`,
        id: `notice-${person.id}-daily_quick_win-${monday}`,
        send_before: new Date(at("10:00:00")).toISOString(),
        unsubscribe: expect.stringMatching(new RegExp(`^${person.id}\\.daily_quick_win\\.`)),
      },
    ]);
    const { items } = await person.api.listTasks({ limit: 200 });
    const win = items.find(({ quick_win, due_date }) => quick_win && due_date === monday);
    expect(notices[0]?.facts).toEqual({ title: win?.title, minutes: win?.estimated_minutes });
  });

  test.each(["07:59:59", "10:00:00"])("is not sent at %s", async (time) => {
    const { person, at } = await reader({ daily_quick_win: true, weekly_pulse: true });
    await runCronAt(at(time));
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("is not sent outside the plan's window", async () => {
    const { person, at } = await reader({ daily_quick_win: true });
    await owner`update app.plans set master_plan = jsonb_set(master_plan, '{plan,window_start}', '"2099-01-05"')
      where user_id = ${person.id}`;
    await runCronAt(at("08:30:00"));
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("is not sent on a day whose quick win is done already", async () => {
    const { person, monday, at } = await reader({ daily_quick_win: true });
    await owner`update app.tasks set status = 'done' where user_id = ${person.id} and quick_win and due_date = ${monday}`;
    await runCronAt(at("08:30:00"));
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("that is the pulse tells on Monday what was done, the streak and the week", async () => {
    const { person, monday, at } = await reader({ weekly_pulse: true });
    await runCronAt(at("08:00:00"));
    const { items } = await person.api.listTasks({ limit: 200 });
    const sunday = new Date(Date.parse(monday) + 6 * 24 * 3_600_000).toISOString().slice(0, 10);
    const due = items.filter(({ due_date }) => due_date !== null && due_date >= monday && due_date <= sunday);
    expect(await noticesTo(person.id)).toMatchObject([
      { kind: "weekly_pulse", occasion: monday, facts: { done: 0, streak: 0, due: due.length } },
    ]);
  });

  test("survives a QStash that is away: a later sweep hands it on under the same id", async () => {
    const { person, at } = await reader({ daily_quick_win: true });
    const complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await fetch(`${bindings.QSTASH_URL}/_stand-in/faults`, {
      method: "POST",
      body: JSON.stringify({ kind: "drop_answer", path: "/v2/batch", times: 20 }),
    });
    await runCronAt(at("08:00:00")).catch(() => undefined);
    await fetch(`${bindings.QSTASH_URL}/_stand-in/faults`, { method: "DELETE" });
    complaints.mockRestore();
    await runCronAt(at("08:01:00"));
    const before = await noticesTo(person.id);
    await owner`update app.notices set next_attempt_at = now() where user_id = ${person.id}`;
    await runCronAt(at("08:02:00"));
    await runCronAt(at("08:03:00"));
    const after = await noticesTo(person.id);
    expect(after).toHaveLength(before.length + 1);
    expect(new Set(after.map(({ id }) => id)).size).toBe(1);
  });

  test("that could not be handed on in time is dropped", async () => {
    const { person } = await reader({ daily_quick_win: true });
    await owner`insert into app.notices (user_id, kind, occasion, expires_at)
      values (${person.id}, 'daily_quick_win', '2026-01-05', now() - interval '1 second')`;
    await runCron();
    expect(await noticesTo(person.id)).toEqual([]);
    expect(await owner`select from app.notices where user_id = ${person.id}`).toHaveLength(0);
  });

  test("that was written down is not handed on to who ended its kind meanwhile", async () => {
    const { person, monday } = await reader({});
    await owner`insert into app.notices (user_id, kind, occasion, expires_at)
      values (${person.id}, 'daily_quick_win', ${monday}, now() + interval '1 hour')`;
    await runCron();
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("is not looked for with people who want none", async () => {
    const { person } = await reader({ daily_quick_win: true });
    await person.api.putNotifications(quiet);
    expect(await owner`select next_look_at from app.notice_settings where user_id = ${person.id}`).toEqual([
      { next_look_at: null },
    ]);
  });
});

describe("a plan that is ready", () => {
  test("is told once, without having been asked for", async () => {
    const person = await newPerson();
    const planId = await readyPlan(person);
    await runCron(3);
    await runCron();
    const { master_plan } = await person.api.getPlan(planId);
    const dated = (master_plan?.tasks ?? []).filter(({ due_date }) => due_date !== null);
    expect(await noticesTo(person.id)).toMatchObject([
      {
        kind: "plan_ready",
        occasion: planId,
        facts: {
          window_start: master_plan?.plan.window_start,
          weekly_hours: master_plan?.plan.weekly_capacity_hours,
          tasks: dated.length,
          quick_wins: dated.filter(({ quick_win }) => quick_win).length,
        },
      },
    ]);
  });

  test.each<[string, (person: Person) => Promise<unknown>]>([
    ["to who does not want it", ({ api }) => api.putNotifications(quiet)],
    [
      "a day later",
      ({ id }) => owner`update app.plans set finished_at = now() - interval '25 hours' where user_id = ${id}`,
    ],
    [
      "when it was merged anew at its owner's own word",
      ({ id }) => owner`update app.plans set kind = 'replanned' where user_id = ${id}`,
    ],
  ])("is not told %s", async (_, change) => {
    const person = await newPerson();
    await readyPlan(person);
    await change(person);
    await runCron();
    expect(await noticesTo(person.id)).toEqual([]);
  });
});

describe("cards that were left unfinished", () => {
  test("are reminded of once ever, two hours later", async () => {
    const person = await unfinished(3);
    await runCron(3);
    await owner`update app.card_answers set updated_at = now() - interval '5 hours' where user_id = ${person.id}`;
    await runCron();
    expect(await noticesTo(person.id)).toMatchObject([
      { kind: "resume_onboarding", occasion: "once", facts: { answered: 2 } },
    ]);
  });

  test.each([1.9, 26.1])("are not reminded of %s hours later", async (hours) => {
    const person = await unfinished(hours);
    await runCron();
    expect(await noticesTo(person.id)).toEqual([]);
  });

  test("are not reminded of while their owner goes on, nor when they are finished or unwanted", async () => {
    const busy = await unfinished(3);
    await owner`update app.card_answers set updated_at = now() where user_id = ${busy.id} and card = '2'`;
    const finished = await unfinished(3);
    await finished.api.putProfile(clientProfile);
    const unwilling = await unfinished(3);
    await unwilling.api.putNotifications(quiet);
    await runCron();
    for (const { id } of [busy, finished, unwilling]) expect(await noticesTo(id)).toEqual([]);
  });
});

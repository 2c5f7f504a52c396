import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";
import { freePlan } from "./options.ts";
import type { Publisher } from "./publisher.ts";
import { Refusal } from "./refusal.ts";
import { createSchedules } from "./schedules.ts";
import { readSettings } from "./settings.ts";
import { bodyOf, startBench } from "./test-bench.ts";

test("a schedule delivers once for every planned minute, with its id, retries and callbacks", async () => {
  // A minute becomes a few milliseconds.
  const { qstash, client, destination } = await startBench({ timeScale: 0.000_1 });
  destination.answer("/tick", { status: 500 });
  const { scheduleId } = await client.schedules.create({
    destination: `${destination.url}/tick`,
    cron: "* * * * *",
    body: JSON.stringify({ n: 1 }),
    callback: `${destination.url}/told`,
    label: "nightly",
  });
  await expect.poll(() => destination.received("/tick").length).toBeGreaterThanOrEqual(4);
  const before = await client.schedules.get(scheduleId);
  await client.schedules.delete(scheduleId);
  await qstash.idle();

  expect(destination.received("/tick")[0]?.headers).toMatchObject({
    "upstash-schedule-id": scheduleId,
    "content-type": "application/json",
  });
  const messageIds = destination.received("/tick").map(({ headers }) => headers["upstash-message-id"]);
  // One retry of the first run, else a new message each time.
  expect(new Set(messageIds).size).toBe(messageIds.length - 1);
  expect(bodyOf(destination.received("/told")[0])).toMatchObject({ scheduleId });
  expect(before).toMatchObject({
    scheduleId,
    cron: "* * * * *",
    destination: `${destination.url}/tick`,
    method: "POST",
    body: '{"n":1}',
    retries: 3,
    label: "nightly",
    isPaused: false,
  });
  expect((before.nextScheduleTime ?? 0) - (before.lastScheduleTime ?? 0)).toBe(60_000);
  expect((before.nextScheduleTime ?? 1) % 60_000).toBe(0);
});

test("a schedule of a known id is replaced, and can be paused, resumed and deleted", async () => {
  const { client, destination } = await startBench({ timeScale: 1 });
  const create = (cron: string) =>
    client.schedules.create({ destination: destination.url, cron, scheduleId: "nightly" });
  expect(await create("0 1 * * *")).toEqual({ scheduleId: "nightly" });
  await create("CRON_TZ=Europe/Berlin 0 2 * * *");
  expect(await client.schedules.list()).toMatchObject([{ cron: "CRON_TZ=Europe/Berlin 0 2 * * *" }]);
  await client.schedules.pause({ schedule: "nightly" });
  expect(await client.schedules.get("nightly")).toMatchObject({ isPaused: true });
  await client.schedules.resume({ schedule: "nightly" });
  expect(await client.schedules.get("nightly")).toMatchObject({ isPaused: false });
  await client.schedules.delete("nightly");
  await expect(client.schedules.get("nightly")).rejects.toMatchObject({ status: 404 });
});

describe("on a clock of its own", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-01-01T12:00:30Z") }));
  afterEach(() => void vi.useRealTimers());

  const publication = {
    destination: "http://h/",
    headers: { "upstash-cron": "* * * * *" },
    body: Buffer.alloc(0),
  };

  test("a paused schedule publishes nothing and goes on when it is resumed", () => {
    const publish = vi.fn<Publisher["publish"]>(() => []);
    const schedules = createSchedules(createClock(1), freePlan, { publish, check: () => readSettings({}) });
    const id = schedules.put(publication);
    minutes(2);
    expect(publish).toHaveBeenCalledTimes(2);
    schedules.pause(id);
    minutes(5);
    expect(publish).toHaveBeenCalledTimes(2);
    schedules.resume(id);
    minutes(1);
    expect(publish).toHaveBeenCalledTimes(3);
    schedules.remove(id);
    minutes(5);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  test("a run that is refused is told and does not end the schedule", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const publish = vi.fn<Publisher["publish"]>(() => {
      throw new Refusal(429, "too many");
    });
    const schedules = createSchedules(createClock(1), freePlan, { publish, check: () => readSettings({}) });
    schedules.put(publication);
    minutes(2);
    expect(publish).toHaveBeenCalledTimes(2);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });
});

test.each(["every minute", "* * * * * *", "CRON_TZ=Mars/Olympus * * * * *"])(
  "%s is refused with 400",
  async (cron) => {
    const { client, destination } = await startBench();
    await expect(client.schedules.create({ destination: destination.url, cron })).rejects.toMatchObject({
      status: 400,
    });
  },
);

function minutes(count: number): void {
  vi.advanceTimersByTime(count * 60_000);
}

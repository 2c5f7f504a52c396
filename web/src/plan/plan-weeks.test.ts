import { expect, test } from "vitest";
import { weeksOf } from "./plan-weeks.ts";

const frame = {
  client_id: "c",
  window_start: "2026-10-19",
  window_end: "2027-01-17",
  weekly_capacity_hours: 2,
  timezone: "Europe/Berlin",
};

test("a week's minutes are those of its tasks, done ones apart, refused and parked ones left out", () => {
  const [first, second] = weeksOf(frame, [
    { week: 1, due_date: "2026-10-19", status: "planned", estimated_minutes: 30 },
    { week: 1, due_date: "2026-10-19", status: "done", estimated_minutes: 75 },
    { week: 1, due_date: "2026-10-19", status: "skipped", estimated_minutes: 210 },
    { week: null, due_date: null, status: "deferred", estimated_minutes: 210 },
    { week: 2, due_date: "2026-10-26", status: "in_progress", estimated_minutes: 20 },
  ]);
  expect(first).toMatchObject({ number: 1, minutes: 105, doneMinutes: 75, capacity: 120 });
  expect(second).toMatchObject({ number: 2, minutes: 20, doneMinutes: 0 });
});

test("a task that was added or moved on this device alone is in the week of its date", () => {
  const task = { week: null, due_date: "2026-10-27", status: "planned", estimated_minutes: 20 } as const;
  expect(weeksOf(frame, [task]).map(({ minutes }) => minutes)).toEqual([0, 20, ...Array(11).fill(0)]);
});

test("each of the 13 weeks starts on a Monday, over a change of clocks and a new year too", () => {
  const weeks = weeksOf(frame, []);
  expect(weeks.map(({ startsOn }) => new Date(startsOn).getUTCDay())).toEqual(Array(13).fill(1));
  expect(weeks.at(-1)?.startsOn).toBe("2027-01-11");
});

import { expect, test } from "vitest";
import { ClientProfile } from "@alva/contracts/profile";
import { examples } from "../playbook/testing/profiles.ts";
import { closedDays, closedWeeks, closureBlocks } from "./closures.ts";

const windowStart = "2026-11-30";

test.each([
  ["We are closed the last week of December.", ["2026-12-25", "2026-12-28", "2027-01-01"]],
  ["Closed December 7 to 9.", ["2026-12-07", "2026-12-11"]],
  ["I am away 21-22 December.", ["2026-12-21", "2026-12-22"]],
  ["Shut between Christmas and New Year.", ["2026-12-25", "2026-12-28", "2027-01-01"]],
  ["On vacation Dec 28 to Jan 8.", ["2026-12-28", "2027-01-08"]],
  ["Busy in December, nothing closed.", []],
  ["The shop sold out the last week of December.", []],
  ["Closed from 45 to 99 December.", []],
])("%s closes days from and to %j", (note, ends) => {
  const days = closedDays(withNote(note), windowStart);
  for (const day of ends) expect(days).toContain(day);
  expect([days[0], days.at(-1)]).toEqual([ends[0], ends.at(-1)]);
});

test("a week counts when all of its weekdays are closed, and three named days close all of them", () => {
  expect(weeksOf("Closed December 7 to 9.")).toEqual([2]);
  expect(weeksOf("Closed December 7 to 8.")).toEqual([]);
});

test("closed days use up their share of the week and the day's quick win", () => {
  const blocks = closureBlocks({ closed_days: ["2026-12-25"], weekly_capacity_minutes: 301 });
  expect(blocks).toMatchObject([
    { due_date: "2026-12-25", minutes: 61, quick_win: false, series: true },
    { due_date: "2026-12-25", minutes: 0, quick_win: true, series: true },
  ]);
});

function weeksOf(note: string): number[] {
  return closedWeeks(closedDays(withNote(note), windowStart), windowStart);
}

function withNote(text: string): ClientProfile {
  const note = { id: "n", at: "2026-08-19T09:30:00Z", source: "chat", text };
  return ClientProfile.parse({ ...examples.solo, client_notes: [note] });
}

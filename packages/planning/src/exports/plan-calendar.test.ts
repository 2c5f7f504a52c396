import type { Task } from "@alva/contracts/task";
import * as fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { planCalendar } from "./plan-calendar.ts";
import { boardTask } from "./testing/board-task.ts";

const clientId = "0b9f3c52-6d86-4a1e-9a60-6b1f53a4a001";

function eventsOf(task: Task, leftAt: string | null = null) {
  const text = planCalendar({ clientId, webOrigin: "https://app.example.com", tasks: [{ task, leftAt }] });
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    sequence: Number(event.getFirstPropertyValue("sequence")),
    stamp: String(event.getFirstPropertyValue("dtstamp")),
    modified: String(event.getFirstPropertyValue("last-modified")),
    status: event.getFirstPropertyValue("status"),
    start: String(event.getFirstPropertyValue("dtstart")),
    end: String(event.getFirstPropertyValue("dtend")),
  }));
}

function changedAt(second: number): Task {
  return {
    ...boardTask,
    title: `Title ${second}`,
    updated_at: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
  };
}

describe("an event", () => {
  test.each([
    ["before", "2026-10-30T17:00:00-06:00", "2026-10-30T21:30:00Z", "2026-10-30T23:00:00Z"],
    ["after", "2026-11-02T17:00:00-07:00", "2026-11-02T22:30:00Z", "2026-11-03T00:00:00Z"],
  ])("is as long as its task and ends when that is due, %s a clock change", (_, due_at, start, end) => {
    expect(eventsOf({ ...boardTask, due_at, estimated_minutes: 90 })).toMatchObject([{ start, end }]);
  });

  test("keeps its UID through every change, and a later one has a higher SEQUENCE and LAST-MODIFIED", () => {
    const seconds = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(seconds, seconds, (second, pause) => {
        const [before] = eventsOf(changedAt(second));
        const [after] = eventsOf(changedAt(second + pause));
        expect(after?.uid).toBe(before?.uid);
        expect((after?.sequence ?? 0) - (before?.sequence ?? 0)).toBe(pause);
        expect((after?.modified ?? "") >= (before?.modified ?? "")).toBe(true);
        expect(after?.stamp).toBe(after?.modified);
      }),
    );
  });

  test("of a task that left the plan is cancelled, and that is a change", () => {
    const [present] = eventsOf(boardTask);
    const [gone] = eventsOf(boardTask, "2026-10-01T00:00:00.000Z");
    expect([present?.status, gone?.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    expect(gone?.uid).toBe(present?.uid);
    expect(gone?.sequence).toBeGreaterThan(present?.sequence ?? Infinity);
    expect(gone?.modified).toBe("2026-10-01T00:00:00Z");
  });

  test("is there for dated tasks alone", () => {
    expect(eventsOf({ ...boardTask, due_at: null, due_date: null, week: null })).toEqual([]);
  });
});

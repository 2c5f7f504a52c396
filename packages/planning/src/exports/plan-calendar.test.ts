import type { Task } from "@alva/contracts/task";
import * as fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { planCalendar } from "./plan-calendar.ts";
import { boardTask } from "./testing/board-task.ts";

const clientId = "0b9f3c52-6d86-4a1e-9a60-6b1f53a4a001";

const plain = {
  clientId,
  name: "Alva",
  webOrigin: "https://app.example.com",
  isPrivate: false,
  decidedAt: null,
};

function eventsOf(task: Task, leftAt: string | null = null, options: Partial<typeof privately> = {}) {
  const text = planCalendar({ ...plain, tasks: [{ task, leftAt }], ...options });
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    sequence: Number(event.getFirstPropertyValue("sequence")),
    stamp: String(event.getFirstPropertyValue("dtstamp")),
    modified: String(event.getFirstPropertyValue("last-modified")),
    status: event.getFirstPropertyValue("status"),
    start: String(event.getFirstPropertyValue("dtstart")),
    end: String(event.getFirstPropertyValue("dtend")),
    summary: event.getFirstPropertyValue("summary"),
    description: event.getFirstPropertyValue("description"),
    url: event.getFirstPropertyValue("url"),
  }));
}

const privately = { isPrivate: true, decidedAt: "2026-09-20T08:00:00.000Z" };

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

  test("has the task's description and steps, privately its link alone, always its title and link", () => {
    const link = `https://app.example.com/board/${boardTask.id}`;
    const told = { summary: boardTask.title, url: link };
    const description = [boardTask.desc, ...boardTask.steps].join("\n");
    expect(eventsOf(boardTask)).toMatchObject([{ ...told, description }]);
    expect(eventsOf(boardTask, null, privately)).toMatchObject([{ ...told, description: link }]);
  });

  test("privately has no text of its task but the title", () => {
    const text = fc.stringMatching(/^[a-z]{12,40}$/).map((word) => `${word}!`);
    const texts = fc.record({ desc: text, steps: fc.array(text, { minLength: 1 }), notes: text });
    fc.assert(
      fc.property(texts, (told) => {
        const tasks = [{ task: { ...boardTask, ...told }, leftAt: null }];
        const unfolded = planCalendar({ ...plain, tasks, isPrivate: true }).replaceAll("\r\n ", "");
        for (const one of [told.desc, ...told.steps, told.notes]) expect(unfolded).not.toContain(one);
      }),
    );
  });

  test("changes when it is decided what events say, unless it changed later", () => {
    const [before] = eventsOf(boardTask);
    const [after] = eventsOf(boardTask, null, privately);
    expect(after?.uid).toBe(before?.uid);
    expect(after?.modified).toBe("2026-09-20T08:00:00Z");
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
    const [later] = eventsOf(boardTask, "2026-10-01T00:00:00.000Z", privately);
    expect(later?.modified).toBe("2026-10-01T00:00:00Z");
  });

  test("is there for dated tasks alone", () => {
    expect(eventsOf({ ...boardTask, due_at: null, due_date: null, week: null })).toEqual([]);
  });
});

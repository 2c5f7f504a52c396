import type { Task } from "@alva/contracts/task";
import { calendarComponent, calendarInstant, calendarText } from "./icalendar.ts";

/** A task as a calendar knows it. */
export interface CalendarTask {
  readonly task: Task;
  /** When it left the plan: refused, parked, or not in the plan that replaced its own. Null while it is in the plan. */
  readonly leftAt: string | null;
}

interface PlanCalendar {
  /** What calendar apps call it. */
  readonly name: string;
  /** Whose tasks these are: with a task's id it makes an event's identity, so that a new plan moves the event. */
  readonly clientId: string;
  readonly webOrigin: string;
  readonly tasks: readonly CalendarTask[];
  /** Whether events have no text of the business but a task's title. */
  readonly isPrivate: boolean;
  /** When it was last decided what events say, if that was after they were first read: it changed each of them. */
  readonly decidedAt: string | null;
}

/**
 * An iCalendar object (RFC 5545) with one event per dated task: as long as its minutes, ending when it is due, in UTC, so
 * that it is right on both sides of a clock change. The same tasks give the same text: every time in it is that of a change.
 */
export function planCalendar(calendar: PlanCalendar): string {
  const name = calendarText(calendar.name);
  const events = calendar.tasks.map((one) => event(one, calendar)).join("");
  return calendarComponent(
    "VCALENDAR",
    [
      ["VERSION", "2.0"],
      ["PRODID", "-//Alva//Plan//EN"],
      ["CALSCALE", "GREGORIAN"],
      ["NAME", name],
      ["X-WR-CALNAME", name],
      // How often to look again: RFC 7986 section 5.7, and what older clients read.
      ["REFRESH-INTERVAL;VALUE=DURATION", "PT1H"],
      ["X-PUBLISHED-TTL", "PT1H"],
    ],
    events,
  );
}

/** SEQUENCE is a 32-bit integer, so seconds are counted from here: enough until 2094. */
const firstSecond = Date.UTC(2026, 0, 1) / 1000;

function event(
  { task, leftAt }: CalendarTask,
  { clientId, webOrigin, isPrivate, decidedAt }: Omit<PlanCalendar, "name" | "tasks">,
): string {
  if (task.due_at === null) return "";
  const end = Date.parse(task.due_at);
  const changes = [task.updated_at, leftAt, decidedAt].filter((at) => at !== null);
  const changed = Math.max(...changes.map((at) => Date.parse(at)));
  const link = `${webOrigin}/board/${task.id}`;
  return calendarComponent("VEVENT", [
    ["UID", `${task.id}.${clientId}@alva`],
    // Without METHOD this is the time of the last revision, not that of writing (section 3.8.7.2).
    ["DTSTAMP", calendarInstant(changed)],
    ["LAST-MODIFIED", calendarInstant(changed)],
    ["SEQUENCE", String(Math.max(0, Math.floor(changed / 1000) - firstSecond))],
    ["STATUS", leftAt === null ? "CONFIRMED" : "CANCELLED"],
    ["DTSTART", calendarInstant(end - task.estimated_minutes * 60_000)],
    ["DTEND", calendarInstant(end)],
    ["SUMMARY", calendarText(task.title)],
    // The link once more, as many calendar apps show no URL.
    ["DESCRIPTION", calendarText(isPrivate ? link : [task.desc, ...task.steps].join("\n"))],
    ["URL", link],
  ]);
}

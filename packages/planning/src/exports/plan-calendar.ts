import type { Task } from "@alva/contracts/task";
import { calendarComponent, calendarInstant, calendarText } from "./icalendar.ts";

/** A task as a calendar knows it. */
export interface CalendarTask {
  readonly task: Task;
  /** When it left the plan: refused, parked, or not in the plan that replaced its own. Null while it is in the plan. */
  readonly leftAt: string | null;
}

interface PlanCalendar {
  /** Whose tasks these are: with a task's id it makes an event's identity, so that a new plan moves the event. */
  readonly clientId: string;
  readonly webOrigin: string;
  readonly tasks: readonly CalendarTask[];
}

/**
 * An iCalendar object (RFC 5545) with one event per dated task: as long as its minutes, ending when it is due, in UTC, so
 * that it is right on both sides of a clock change. The same tasks give the same text: every time in it is that of a change.
 */
export function planCalendar({ clientId, webOrigin, tasks }: PlanCalendar): string {
  const events = tasks.map((one) => event(one, { clientId, webOrigin })).join("");
  return calendarComponent(
    "VCALENDAR",
    [
      ["VERSION", "2.0"],
      ["PRODID", "-//Alva//Plan//EN"],
      ["CALSCALE", "GREGORIAN"],
      ["NAME", "Alva"],
      ["X-WR-CALNAME", "Alva"],
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
  { clientId, webOrigin }: Pick<PlanCalendar, "clientId" | "webOrigin">,
): string {
  if (task.due_at === null) return "";
  const end = Date.parse(task.due_at);
  const changed = Math.max(Date.parse(task.updated_at), leftAt === null ? 0 : Date.parse(leftAt));
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
    ["DESCRIPTION", calendarText([task.desc, ...task.steps].join("\n"))],
    ["URL", `${webOrigin}/board/${task.id}`],
  ]);
}

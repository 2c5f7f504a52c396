import type { Endpoints } from "../endpoint.ts";
import { CalendarAddress, CalendarFeed, CalendarFile } from "../calendar.ts";
import { planExportTypes } from "../export.ts";

/** The calendar feed: whether there is one, and what calendar apps read. */
export const calendarEndpoints = {
  getCalendarFeed: {
    method: "GET",
    path: "/calendar-feed",
    summary: "Is there a calendar feed, and since when",
    tag: "Calendar",
    access: "bearer",
    replies: { 200: { description: "Since when its address holds.", body: CalendarFeed } },
    problems: ["dependency_unavailable"],
  },
  renewCalendarFeed: {
    method: "POST",
    path: "/calendar-feed",
    summary: "Make the calendar feed, or give it a new address",
    description: "The address is answered this once. One made before stops at once.",
    tag: "Calendar",
    access: "bearer",
    replies: { 201: { description: "The secret address.", body: CalendarAddress } },
    problems: ["dependency_unavailable"],
  },
  deleteCalendarFeed: {
    method: "DELETE",
    path: "/calendar-feed",
    summary: "Turn the calendar feed off",
    tag: "Calendar",
    access: "bearer",
    replies: { 204: { description: "Off, now or before." } },
    problems: ["dependency_unavailable"],
  },
  readCalendar: {
    method: "GET",
    path: "/calendar/:file",
    summary: "The calendar feed that a calendar app reads",
    description:
      "iCalendar. An event's UID stays, SEQUENCE and LAST-MODIFIED rise with each change, and tasks that left the plan " +
      "are cancelled for 30 days. Send `If-None-Match` with the last ETag.",
    tag: "Calendar",
    access: "open",
    params: CalendarFile,
    replies: {
      200: { description: "The calendar.", contentType: planExportTypes.ics },
      304: { description: "Nothing has changed." },
    },
    problems: ["not_found", "rate_limited", "dependency_unavailable"],
  },
} as const satisfies Endpoints;

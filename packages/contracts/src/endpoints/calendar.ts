import type { Endpoints } from "../endpoint.ts";
import {
  CalendarAddress,
  CalendarFeed,
  CalendarFeedOptions,
  CalendarFeedQuery,
  CalendarFile,
} from "../calendar.ts";
import { planExportTypes } from "../export.ts";

/** The calendar feeds: what a person decides of each, and what calendar apps read. */
export const calendarEndpoints = {
  getCalendarFeed: {
    method: "GET",
    path: "/calendar-feed",
    summary: "Is there a calendar feed, since when, and what is in it",
    tag: "Calendar",
    access: "bearer",
    query: CalendarFeedQuery,
    replies: { 200: { description: "Since when its address holds, and its options.", body: CalendarFeed } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  renewCalendarFeed: {
    method: "POST",
    path: "/calendar-feed",
    summary: "Make the calendar feed, or give it a new address",
    description: "The address is answered this once. One made before for the same feed stops at once.",
    tag: "Calendar",
    access: "bearer",
    query: CalendarFeedQuery,
    body: CalendarFeedOptions,
    bodyOptional: true,
    replies: { 201: { description: "The secret address.", body: CalendarAddress } },
    problems: ["dependency_unavailable"],
  },
  changeCalendarFeed: {
    method: "PATCH",
    path: "/calendar-feed",
    summary: "Change what is in the calendar feed, at the address it has",
    tag: "Calendar",
    access: "bearer",
    query: CalendarFeedQuery,
    body: CalendarFeedOptions,
    replies: { 200: { description: "The feed after the change.", body: CalendarFeed } },
    problems: ["not_found", "dependency_unavailable"],
  },
  deleteCalendarFeed: {
    method: "DELETE",
    path: "/calendar-feed",
    summary: "Turn the calendar feed off",
    tag: "Calendar",
    access: "bearer",
    query: CalendarFeedQuery,
    replies: { 204: { description: "Off, now or before." } },
    problems: ["validation_failed", "dependency_unavailable"],
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

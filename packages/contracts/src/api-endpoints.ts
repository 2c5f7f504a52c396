import { accountErased } from "./account-erased.ts";
import { CalendarAddress, CalendarFeed, CalendarFile } from "./calendar.ts";
import type { Endpoints } from "./endpoint.ts";
import { PlanExportQuery, planExportTypes } from "./export.ts";
import { serviceEndpoints } from "./service.ts";
import { PageQuery, pageOf } from "./pagination.ts";
import {
  GeneratePlan,
  IdempotencyHeader,
  Plan,
  PlanAccepted,
  PlanEvent,
  PlanId,
  PlanStatus,
  PlanSummary,
} from "./plan.ts";
import { ClientProfile, ProfileInput } from "./profile.ts";
import { QstashCallback, StepAddress } from "./qstash.ts";
import { Task, TaskChange, TaskId, TaskQuery } from "./task.ts";

const profileBytes = 256 * 1024;
const deliveryBytes = 4 * 1024 * 1024;

/** Every endpoint of the api worker. */
export const apiEndpoints = {
  getProfile: {
    method: "GET",
    path: "/profile",
    summary: "The stored profile",
    tag: "Profile",
    access: "bearer",
    replies: { 200: { description: "The newest version.", body: ClientProfile } },
    problems: ["not_found", "dependency_unavailable"],
  },
  putProfile: {
    method: "PUT",
    path: "/profile",
    summary: "Replace the profile",
    description: "Text is normalised, then checked. Each accepted write raises `profile_version` by one.",
    tag: "Profile",
    access: "bearer",
    body: ProfileInput,
    maxBodyBytes: profileBytes,
    replies: { 200: { description: "As it was stored.", body: ClientProfile } },
    problems: ["dependency_unavailable"],
  },
  generatePlan: {
    method: "POST",
    path: "/plans/generate",
    summary: "Make a 90-day plan",
    description:
      "Answers at once; the plan is made in the background. While one for an equal profile is being made, or was " +
      "finished within 24 hours, that one is returned. A person starts at most 5 plans in 24 hours and has at most 2 made " +
      "at once; a plan that is found counts for nothing.",
    tag: "Plans",
    access: "bearer",
    headers: IdempotencyHeader,
    body: GeneratePlan,
    maxBodyBytes: profileBytes,
    replies: {
      200: { description: "An equal plan exists already.", body: PlanAccepted },
      202: { description: "The plan is being made.", body: PlanAccepted },
    },
    problems: [
      "idempotency_key_invalid",
      "idempotency_key_reused",
      "profile_incomplete",
      "quota_exceeded",
      "dependency_unavailable",
    ],
  },
  listPlans: {
    method: "GET",
    path: "/plans",
    summary: "All plans, newest first",
    tag: "Plans",
    access: "bearer",
    query: PageQuery,
    replies: { 200: { description: "A page of plans.", body: pageOf(PlanSummary) } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  getPlan: {
    method: "GET",
    path: "/plans/:id",
    summary: "One plan, whole",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "The plan.", body: Plan } },
    problems: ["not_found", "dependency_unavailable"],
  },
  getPlanStatus: {
    method: "GET",
    path: "/plans/:id/status",
    summary: "Where a plan stands",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "Its state and that of each step.", body: PlanStatus } },
    problems: ["not_found", "dependency_unavailable"],
  },
  getPlanEvents: {
    method: "GET",
    path: "/plans/:id/events",
    summary: "Live progress of a plan",
    description:
      "Server-sent events: the present status first, then one after each change, until a final state.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: {
      200: { description: "A stream of plan events.", body: PlanEvent, contentType: "text/event-stream" },
    },
    problems: ["not_found", "dependency_unavailable"],
  },
  cancelPlan: {
    method: "POST",
    path: "/plans/:id/cancel",
    summary: "Stop making a plan",
    description: "Effective at once; answers of the model that arrive later are ignored.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "Cancelled, now or before.", body: PlanStatus } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  exportPlan: {
    method: "GET",
    path: "/plans/:id/export",
    summary: "A plan as a file: Markdown, CSV or iCalendar",
    description:
      "Tasks as they are now. In the CSV, what a spreadsheet would run as a formula begins with an apostrophe.",
    tag: "Exports",
    access: "bearer",
    params: PlanId,
    query: PlanExportQuery,
    replies: { 200: { description: "The file.", contentType: Object.values(planExportTypes) } },
    problems: ["not_found", "state_conflict", "validation_failed", "dependency_unavailable"],
  },
  exportEverything: {
    method: "GET",
    path: "/export",
    summary: "Everything a person has, as one ZIP file",
    description:
      "JSON of the profile with its versions, and of each plan with its tasks, steps and events; Markdown of each ready plan. " +
      "Without a profile there is nothing to export.",
    tag: "Exports",
    access: "bearer",
    replies: { 200: { description: "The file.", contentType: "application/zip" } },
    problems: ["not_found", "dependency_unavailable"],
  },
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
  listTasks: {
    method: "GET",
    path: "/tasks",
    summary: "Tasks of a plan, in the order of their due dates",
    tag: "Tasks",
    access: "bearer",
    query: TaskQuery,
    replies: { 200: { description: "A page of tasks.", body: pageOf(Task) } },
    problems: ["validation_failed", "dependency_unavailable"],
  },
  changeTask: {
    method: "PATCH",
    path: "/tasks/:id",
    summary: "Move, finish, date, pin or annotate a task of the current plan",
    description:
      "Of each field the change made last wins, so a late change can come to nothing; the answer is the task as it now is. " +
      "A task that is done stays done through every change of its status that was made before.",
    tag: "Tasks",
    access: "bearer",
    params: TaskId,
    body: TaskChange,
    replies: { 200: { description: "The task after the change.", body: Task } },
    problems: ["not_found", "state_conflict", "idempotency_key_reused", "dependency_unavailable"],
  },
  stepAnswered: {
    method: "POST",
    path: "/webhooks/qstash/step",
    summary: "QStash delivers the model's answer to one attempt of one step",
    tag: "Webhooks",
    access: "qstash_signature",
    query: StepAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
  stepFailed: {
    method: "POST",
    path: "/webhooks/qstash/step-failed",
    summary: "QStash has given up on one attempt of one step",
    tag: "Webhooks",
    access: "qstash_signature",
    query: StepAddress,
    body: QstashCallback,
    maxBodyBytes: deliveryBytes,
    replies: { 204: { description: "Taken in, now or before." } },
    problems: ["bad_request", "signature_invalid", "dependency_unavailable"],
  },
  accountErased,
  ...serviceEndpoints,
} as const satisfies Endpoints;

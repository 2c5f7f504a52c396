import * as z from "zod";
import type { Endpoints } from "../endpoint.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import {
  GeneratePlan,
  IdempotencyHeader,
  LastEventHeader,
  Plan,
  PlanAccepted,
  PlanChangeEvent,
  PlanEvent,
  PlanId,
  PlanStatus,
  PlanStepId,
  PlanSummary,
} from "../plan.ts";
import { profileBytes } from "./profile.ts";

/** Making plans, watching them being made, and reading them. */
export const plansEndpoints = {
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
    replies: {
      200: { description: "The plan.", body: Plan },
      304: { description: "`If-None-Match` still holds." },
    },
    problems: ["not_found", "dependency_unavailable"],
  },
  getPlanStatus: {
    method: "GET",
    path: "/plans/:id/status",
    summary: "Where a plan stands",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: {
      200: { description: "Its state and that of each step.", body: PlanStatus },
      304: { description: "`If-None-Match` still holds." },
    },
    problems: ["not_found", "dependency_unavailable"],
  },
  getPlanEvents: {
    method: "GET",
    path: "/plans/:id/events",
    summary: "Live progress of a plan",
    description:
      "Server-sent events: the present status first, then one after each change, until a final state. Who comes back with " +
      "`Last-Event-ID` is told every change since, in order, before the present status.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    headers: LastEventHeader,
    replies: {
      200: {
        description: "A stream of plan events.",
        body: z.union([PlanEvent, PlanChangeEvent]),
        contentType: "text/event-stream",
      },
    },
    problems: ["not_found", "dependency_unavailable"],
  },
  retryStep: {
    method: "POST",
    path: "/plans/:id/steps/:step/retry",
    summary: "Ask the model again for a step that ended with standard tasks",
    description:
      "Makes a new plan in the background, in which every other step stays as it ended; the finished plan is untouched. " +
      "After a strategy the modules are asked again too. Repeated while it is being made, it answers the same. Counts " +
      "as a plan that is started.",
    tag: "Plans",
    access: "bearer",
    params: PlanStepId,
    replies: { 202: { description: "The new plan is being made.", body: PlanAccepted } },
    problems: ["not_found", "state_conflict", "quota_exceeded", "dependency_unavailable"],
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
} as const satisfies Endpoints;

import * as z from "zod";
import type { Endpoints } from "../endpoint.ts";
import { IdempotencyHeader, PlanAccepted, PlanId } from "../plan.ts";
import {
  Confirmation,
  PlanApplied,
  PlanChangePreview,
  PlanComparison,
  PlanDeclined,
  Replan,
  Undo,
} from "../plan-changes.ts";

/** Living with a plan: fitting it to other means, taking over a new one, and going back. */
export const planChangesEndpoints = {
  replanPlan: {
    method: "POST",
    path: "/plans/:id/replan",
    summary: "Fit the rest of the current plan to other hours, money or channels",
    description:
      "No model is asked. Without `confirm` nothing changes and the answer tells what would. With it, exactly that is " +
      "applied: a new plan becomes current and the old one is archived. At most 20 are applied in 24 hours.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    body: Replan,
    replies: {
      200: { description: "What it would do.", body: PlanChangePreview },
      201: { description: "Applied, now or by an earlier try.", body: PlanApplied },
    },
    problems: [
      "not_found",
      "state_conflict",
      "quota_exceeded",
      "idempotency_key_reused",
      "dependency_unavailable",
    ],
  },
  regeneratePlan: {
    method: "POST",
    path: "/plans/:id/regenerate",
    summary: "Have the model make a new plan beside the current one",
    description:
      "From the stored profile; counts as a plan made. The current plan stays as it is until the new one is applied.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    headers: IdempotencyHeader,
    replies: {
      200: { description: "An equal plan is being made already.", body: PlanAccepted },
      202: { description: "The plan is being made.", body: PlanAccepted },
    },
    problems: [
      "not_found",
      "state_conflict",
      "idempotency_key_invalid",
      "idempotency_key_reused",
      "quota_exceeded",
      "dependency_unavailable",
    ],
  },
  comparePlans: {
    method: "GET",
    path: "/plans/:id/diff/:other",
    summary: "The difference between two plans",
    description:
      "When `id` is the current plan and `other` a proposed one, it is what applying that would do to the board, as of now: " +
      "the board may go on changing. Of any other two, which have to be ready, it is what became of the tasks of `id` in `other`.",
    tag: "Plans",
    access: "bearer",
    params: PlanId.extend({ other: z.uuid() }),
    replies: { 200: { description: "The difference.", body: PlanComparison } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  applyPlan: {
    method: "POST",
    path: "/plans/:id/apply",
    summary: "Apply a proposed plan as it was compared",
    description:
      "What is done, begun, pinned, own, refused or parked is taken over as it is. The old plan is archived.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    body: Confirmation,
    replies: { 200: { description: "Applied, now or by an earlier try.", body: PlanApplied } },
    problems: ["not_found", "state_conflict", "idempotency_key_reused", "dependency_unavailable"],
  },
  declinePlan: {
    method: "POST",
    path: "/plans/:id/decline",
    summary: "Say no to a proposed plan",
    description:
      "It is archived; the current plan stays as it is. A plan that was ever applied is no longer proposed.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "Declined, now or before.", body: PlanDeclined } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  undoPlan: {
    method: "POST",
    path: "/plans/:id/undo",
    summary: "Go back to the plan before the current one",
    description:
      "Within 24 hours of applying. What was done, noted or added since goes along; the profile stays as it is.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    body: Undo,
    replies: { 200: { description: "The plan that is current again.", body: PlanApplied } },
    problems: ["not_found", "state_conflict", "idempotency_key_reused", "dependency_unavailable"],
  },
} as const satisfies Endpoints;

import * as z from "zod";
import { CustomPlan } from "./custom-plan.ts";
import { MasterPlan } from "./master-plan.ts";
import { ClientProfile, ProfileInput } from "./profile.ts";

/** The steps that ask the model, in the order a person sees them. */
export const planSteps = ["strategy", "ppc", "blog", "email", "social"] as const;
export const PlanStep = z.enum(planSteps).meta({ id: "PlanStep" });
export type PlanStep = z.infer<typeof PlanStep>;

/** A plan's states; the last four are final. */
export const PlanState = z
  .enum(["queued", "strategy", "modules", "merging", "ready", "ready_partial", "failed", "cancelled"])
  .meta({ id: "PlanState" });
export type PlanState = z.infer<typeof PlanState>;

/** A step's states. `template`: the model failed three times and standard tasks took its place. */
export const PlanStepState = z
  .enum(["waiting", "working", "retrying", "done", "template", "not_needed", "failed"])
  .meta({ id: "PlanStepState" });
export type PlanStepState = z.infer<typeof PlanStepState>;

/** One row of the live screen. `reason` says in plain words why a step is not needed, retried or a template. */
export const PlanStepStatus = z
  .object({
    step: PlanStep,
    state: PlanStepState,
    attempt: z.int().min(0).describe("0 before the first attempt"),
    max_attempts: z.int(),
    reason: z.string().nullable(),
  })
  .meta({ id: "PlanStepStatus" });
export type PlanStepStatus = z.infer<typeof PlanStepStatus>;

/** Where a plan stands. `sequence` rises with every change, so a stale answer can be told from a fresh one. */
export const PlanStatus = z
  .object({
    id: z.uuid(),
    state: PlanState,
    sequence: z.int().min(0),
    steps: z.array(PlanStepStatus),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "PlanStatus" });
export type PlanStatus = z.infer<typeof PlanStatus>;

/**
 * What a plan is to its owner: the one they work through, one that was replaced or undone, one that is ready and waits to
 * be applied, or one that is not ready, be it that it never will.
 */
export const PlanStanding = z
  .enum(["current", "archived", "proposed", "unfinished"])
  .meta({ id: "PlanStanding" });
export type PlanStanding = z.infer<typeof PlanStanding>;

const lineage = {
  standing: PlanStanding,
  kind: z
    .enum(["generated", "replanned"])
    .describe("By the model, or without it from what the model once answered"),
  parent_id: z.uuid().nullable().describe("The plan in whose place it came or is to come"),
  applied_at: z.iso.datetime().nullable().describe("It can be undone for 24 hours"),
  put_aside_at: z.iso
    .datetime()
    .nullable()
    .describe("Since when its owner is not asked about it, whether it waits or failed"),
};

/** A plan in a list. */
export const PlanSummary = z
  .object({
    id: z.uuid(),
    state: PlanState,
    headline: z.string().nullable(),
    window_start: z.iso.date().nullable(),
    window_end: z.iso.date().nullable(),
    profile_version: z.int(),
    ...lineage,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "PlanSummary" });
export type PlanSummary = z.infer<typeof PlanSummary>;

/** A plan whole: where it stands, the profile it rests on, and, once it is ready, the strategy and the master plan. */
export const Plan = PlanStatus.extend({
  ...lineage,
  profile: ClientProfile,
  custom_plan: CustomPlan.nullable(),
  artifacts: z.record(z.string(), z.record(z.string(), z.unknown())).describe("By module key"),
  master_plan: MasterPlan.nullable(),
  answers_put_aside_until: z.iso
    .datetime()
    .nullable()
    .describe("Its owner is told of answers that changed since the plan only if one was given later"),
}).meta({ id: "Plan" });
export type Plan = z.infer<typeof Plan>;

/** Asks for a plan from this profile, which is saved first, or from the stored profile when there is none. */
export const GeneratePlan = z
  .strictObject({
    clientProfile: ProfileInput.optional(),
    regenerate: z
      .boolean()
      .default(false)
      .describe("Make a new plan even when an equal profile was planned within 24 hours"),
  })
  .meta({ id: "GeneratePlan" });
export type GeneratePlan = z.infer<typeof GeneratePlan>;

/** The answer to a request for a plan: which plan it is. Where it stands is at `/plans/:id/status` and `/events`. */
export const PlanAccepted = z
  .object({ id: z.uuid(), created_at: z.iso.datetime() })
  .meta({ id: "PlanAccepted" });
export type PlanAccepted = z.infer<typeof PlanAccepted>;

/** Names a request so that sending it again is harmless (draft-ietf-httpapi-idempotency-key-header). */
export const IdempotencyHeader = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, "Send 1 to 255 visible ASCII characters, for example a UUID."),
});

/**
 * One server-sent event of `GET /plans/:id/events`; its `id` is the sequence number. `status` events carry the whole
 * status after the change, so a reader that missed some has lost nothing.
 */
export const PlanEvent = z
  .object({ type: z.literal("status"), at: z.iso.datetime(), status: PlanStatus })
  .meta({ id: "PlanEvent" });
export type PlanEvent = z.infer<typeof PlanEvent>;

/**
 * A change that a reader missed while it was away, told when it comes back with `Last-Event-ID`. Its `id` is its sequence
 * number. What the plan then looked like follows from the `status` event after it.
 */
export const PlanChangeEvent = z
  .object({
    type: z.literal("change"),
    at: z.iso.datetime(),
    change: z.object({
      state: PlanState,
      step: PlanStep.optional(),
      step_state: PlanStepState.optional(),
      attempt: z.int().optional(),
    }),
  })
  .meta({ id: "PlanChangeEvent" });
export type PlanChangeEvent = z.infer<typeof PlanChangeEvent>;

/** The number of the last event that a reader of `/plans/:id/events` has, as browsers send it when they reconnect. */
export const LastEventHeader = z.object({
  "last-event-id": z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

/** The path parameter of one plan. */
export const PlanId = z.object({ id: z.uuid() });

/** The path parameters of one step of one plan. */
export const PlanStepId = PlanId.extend({ step: PlanStep });

/** Whether a plan has reached a state it will not leave. */
export function isFinal(state: PlanState): boolean {
  return state === "ready" || state === "ready_partial" || state === "failed" || state === "cancelled";
}

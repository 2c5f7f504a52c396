import * as z from "zod";
import { CustomPlan } from "./custom-plan.ts";
import { Channel, MasterPlan, ResolutionLogEntry, TaskStatus } from "./master-plan.ts";
import { PlanState, PlanStep, PlanStepState } from "./plan.ts";
import { ClientProfile } from "./profile.ts";

/** All that governance was given to make a plan of (plan pipeline, section 5). Merging it again gives the same plan. */
export const MergeInput = z
  .object({
    client_id: z.string(),
    timezone: z.string(),
    generated_at: z.iso.datetime({ offset: true }),
    window_start: z.iso.date().exactOptional(),
    first_week: z.int().exactOptional(),
    weekly_capacity_hours: z.int(),
    effective_ad_budget: z.number(),
    channel_enables: z.partialRecord(Channel, z.boolean()),
    platform_enables: z.record(z.string(), z.boolean()),
    modules: z.array(
      z.looseObject({
        module_key: z.string(),
        tasks: z.array(z.unknown()),
        fallback: z.boolean().exactOptional(),
      }),
    ),
    fixed: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          status: TaskStatus,
          due_date: z.iso.date().nullable().exactOptional(),
          minutes: z.number(),
          quick_win: z.boolean(),
          series: z.boolean(),
        }),
      )
      .exactOptional(),
    pre_log: z.array(ResolutionLogEntry).exactOptional(),
    profile_version: z.int().exactOptional(),
  })
  .meta({ id: "MergeInput" });
export type MergeInput = z.infer<typeof MergeInput>;

const BundledAnswer = z.object({
  text: z.string().describe("The model's own words, before any check"),
  model: z.string(),
  promptVersion: z.string(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  sha256: z.string().describe("Of the text"),
});

const BundledAttempt = z.object({
  step: PlanStep,
  attempt: z.int(),
  prompt_version: z.string(),
  request_hash: z
    .string()
    .describe("SHA-256 of the request's canonical JSON (RFC 8785), the model's name included"),
  model: z.string().nullable(),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  output: z
    .string()
    .nullable()
    .describe("The model's own words; null when none came, or none that may be kept"),
  output_hash: z.string().nullable().describe("SHA-256 of the output"),
  outcome: PlanStepState.describe("To which the attempt brought its step"),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});

/** A plan with all that led to it, from which it can be merged again to the byte. */
export const PlanBundle = z
  .object({
    bundle_version: z.literal("1.0"),
    plan_id: z.uuid(),
    state: PlanState,
    created_at: z.iso.datetime(),
    profile: ClientProfile,
    prompt_versions: z.array(z.string()),
    custom_plan: CustomPlan.nullable(),
    steps: z.array(
      z.object({
        step: PlanStep,
        state: PlanStepState,
        attempt: z.int(),
        reason: z.string().nullable(),
        output: z.unknown().describe("What the plan was made from, after all checks"),
        answer: BundledAnswer.nullable(),
      }),
    ),
    attempts: z
      .array(BundledAttempt)
      .exactOptional()
      .describe(
        "Every attempt at having the model answer, oldest first; absent in bundles from before they were kept",
      ),
    merge_input: MergeInput,
    merge_hash: z.string().describe("SHA-256 of the master plan's canonical JSON (RFC 8785)"),
    master_plan: MasterPlan.describe("As governance made it; its tasks without what the owner did since"),
    log: z.array(z.object({ sequence: z.int(), at: z.iso.datetime(), event: z.unknown() })),
  })
  .meta({ id: "PlanBundle" });
export type PlanBundle = z.infer<typeof PlanBundle>;

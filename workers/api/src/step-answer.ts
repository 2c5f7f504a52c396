import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { PlanStep } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { StepAddress } from "@alva/contracts/qstash";
import { ApiError } from "@alva/http/api-error";
import { readModuleAnswer } from "@alva/planning/modules/read-answer";
import { templateModule } from "@alva/planning/modules/templates";
import { readRequest } from "@alva/planning/prompts/read-request";
import { moduleRequest, strategyRequest } from "@alva/planning/prompts/requests";
import { promptVersions } from "@alva/planning/prompts/versions";
import { baseCustomPlan } from "@alva/planning/strategy/base-plan";
import type { Facts } from "@alva/planning/strategy/facts";
import { enabledModules, moduleKeys } from "@alva/planning/strategy/module-keys";
import { readStrategyAnswer } from "@alva/planning/strategy/read-answer";
import type { PlanContext } from "@alva/planning/validators/clamp-artifacts";
import type { StoredModule } from "./merge-plan.ts";
import { type ModelAnswer, putOffSeconds } from "./model-answer.ts";
import { attemptOf } from "./model-attempt.ts";
import type { RecordStep, StrategyResult } from "./queries/plan-progress.ts";

/** What a plan's steps are asked and judged by. */
export interface StepSetting {
  readonly profile: ClientProfile;
  readonly facts: Facts;
  /** Present once the strategy is decided. */
  readonly customPlan: CustomPlan | undefined;
}

/** What becomes of a step, as `recordStepOnce` takes it. */
export type StepOutcome = Pick<RecordStep, "change" | "strategy" | "asked" | "usage" | "putOffSeconds">;

/** Why an attempt led nowhere. A `final` failure is not worth another attempt. */
export interface StepFailure {
  readonly reason: string;
  /** What was wrong with the answer, for the next attempt. */
  readonly messages?: readonly string[];
  readonly final?: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

/** Waits before the second and the third attempt, in seconds (pipeline specification, section 1). */
const retryWaitSeconds = [2, 8];

/** The chat completions request of a step; a retry carries what was wrong with the last answer. */
export function stepRequest(step: PlanStep, setting: StepSetting, previousErrors: readonly string[]): object {
  return step === "strategy"
    ? strategyRequest(setting, { previousErrors })
    : moduleRequest(step, contextOf(setting), { previousErrors });
}

/** The outcome of a plan that has no hours to plan: no model is asked, and the plan says so. Otherwise undefined. */
export function withoutModel({ profile, facts }: StepSetting): StepOutcome | undefined {
  if (facts.weekly_capacity_minutes > 0) return undefined;
  const reason = "You gave me 0 hours a week, so there is nothing to plan yet.";
  const plan = baseCustomPlan(facts, profile);
  return { change: { state: "not_needed", output: plan, reason }, strategy: strategyResult(plan, facts) };
}

/**
 * Judges what the model answered to one attempt's request: accepted, to be tried again, or replaced by standard content.
 * The request holds everything that its answer is judged by; one that is not ours throws `bad_request`.
 */
export function judgeAnswer(address: StepAddress, request: unknown, answer: ModelAnswer): StepOutcome {
  const input = readRequest(request);
  if (!input) throw new ApiError("bad_request", "This delivery does not carry a request of ours.");
  const setting: StepSetting = {
    profile: input.customer_data,
    facts: input.facts,
    customPlan: input.task === "module" ? input.custom_plan : undefined,
  };
  const asked = attemptOf({ promptVersion: promptVersions[address.step], request, answer });
  switch (answer.kind) {
    case "refused":
      return { ...afterFailure(address, setting, { reason: answer.reason, final: true }), asked };
    case "failed":
      return {
        ...afterFailure(address, setting, answer),
        ...(answer.isBusy && { putOffSeconds: putOffSeconds(address, answer.retryAfterSeconds) }),
        asked,
        ...(answer.said && { usage: answer.said.usage }),
      };
    case "answered":
      return { ...readAnswer(address, setting, answer.text), asked, usage: answer.usage };
  }
}

function readAnswer(address: StepAddress, setting: StepSetting, text: string): StepOutcome {
  const { step } = address;
  if (step === "strategy") {
    const reading = readStrategyAnswer(text, setting);
    if (!reading.ok) return afterFailure(address, setting, { reason: unusable, messages: reading.messages });
    return {
      change: { state: "done", output: reading.plan },
      strategy: strategyResult(reading.plan, setting.facts),
    };
  }
  const reading = readModuleAnswer(step, text, contextOf(setting));
  if (!reading.ok) return afterFailure(address, setting, { reason: unusable, messages: reading.messages });
  const { output, pre_log } = reading;
  const module: StoredModule = { output, pre_log, fallback: false };
  return { change: { state: "done", output: module } };
}

const unusable = "The answer did not meet the plan's rules.";

/** Another attempt while there are any, then standard content in the step's place. */
export function afterFailure(
  { step, attempt }: StepAddress,
  setting: StepSetting,
  { reason, messages = [], final = false, retryAfterSeconds = 0 }: StepFailure,
): StepOutcome {
  const waitSeconds = retryWaitSeconds[attempt - 1];
  if (!final && waitSeconds !== undefined) {
    const delaySeconds = Math.max(waitSeconds, retryAfterSeconds);
    return { change: { state: "retrying", delaySeconds, messages, reason } };
  }
  if (step === "strategy") {
    const plan = baseCustomPlan(setting.facts, setting.profile);
    return {
      change: { state: "template", output: plan, reason },
      strategy: strategyResult(plan, setting.facts),
    };
  }
  const output = templateModule(step, contextOf(setting));
  const module: StoredModule = { output, pre_log: [], fallback: true };
  return { change: { state: "template", output: module, reason } };
}

/** The decided strategy, and why each module that it leaves out is not needed. */
function strategyResult(customPlan: CustomPlan, facts: Facts): StrategyResult {
  const enabled = enabledModules(customPlan);
  const closed = moduleKeys.filter((key) => !enabled.includes(key));
  return {
    customPlan,
    closed: Object.fromEntries(
      closed.map((key) => [key, facts.gates[key].reason ?? "the strategy does without it this quarter"]),
    ),
  };
}

function contextOf({ profile, facts, customPlan }: StepSetting): PlanContext {
  return { profile, facts, plan: customPlan ?? baseCustomPlan(facts, profile) };
}

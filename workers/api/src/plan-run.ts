import { isFinal, type PlanStep } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { QstashCallback, StepAddress } from "@alva/contracts/qstash";
import { promptVersions } from "@alva/planning/prompts/versions";
import { prepare } from "@alva/planning/strategy/facts";
import { mergePlan } from "./merge-plan.ts";
import type { Ports } from "./ports.ts";
import type { StepMessage } from "./qstash.ts";
import { noteSent, recordStepOnce, type Run } from "./queries/plan-progress.ts";
import { judgeAnswer, type StepOutcome, type StepSetting, stepRequest, withoutModel } from "./step-answer.ts";

/**
 * A run of the pipeline moves in short, independent requests: started by a person, carried on by each delivery of
 * QStash, and picked up by the cron trigger wherever one of them was lost. Every move is a conditional update, and
 * sending a message twice has no effect, so any of them may be repeated.
 */

/** Part of what makes two requests ask for the same plan. */
export const promptVersion = Object.values(promptVersions).join(",");

/** Work to be done once the answer to the present request is on its way. Losing it costs time, never the plan. */
export type AfterAnswer = () => Promise<void>;

interface StartedPlan {
  readonly id: string;
  readonly createdAt: string;
  readonly profile: ClientProfile;
}

/** Puts a just started plan on its way. */
export async function beginRun(ports: Ports, { id, createdAt, profile }: StartedPlan): Promise<void> {
  const setting: StepSetting = { profile, facts: prepare(profile, createdAt), customPlan: undefined };
  const unneeded = withoutModel(setting);
  const address: StepAddress = { plan: id, step: "strategy", attempt: 1 };
  if (unneeded) return recordOutcome(ports, address, unneeded);
  await ports.publishSteps([{ address, delaySeconds: 0, request: stepRequest("strategy", setting, []) }]);
  const [status] = await noteSent(ports.db, [{ address, isNew: true }]);
  if (status) await ports.live.announce(status);
}

/**
 * Takes in what one attempt of one step came to. Duplicates, late and overtaken deliveries change nothing. Resolves
 * when the outcome is stored; what follows from it is left to the returned function.
 */
export async function takeStepAnswer(
  ports: Ports,
  address: StepAddress,
  callback: QstashCallback,
): Promise<AfterAnswer> {
  const outcome = judgeAnswer(address, callback);
  const recorded = await recordStepOnce(ports.db, { planId: address.plan, ...address, ...outcome });
  if (!recorded) {
    console.warn(JSON.stringify({ level: "warn", event: "delivery_for_unknown_plan", plan: address.plan }));
    return async () => undefined;
  }
  return () => (recorded.changed ? carryOn(ports, recorded.run, address.step) : Promise.resolve());
}

/** Does what a change of `step` calls for: send the next messages, or merge. */
async function carryOn(ports: Ports, run: Run, step: PlanStep): Promise<void> {
  const due = openSteps(run).filter((open) => step === "strategy" || open === step);
  await Promise.all([
    ports.live.announce(run.status),
    run.status.state === "merging" ? mergePlan(ports, run) : sendSteps(ports, run, due),
  ]);
}

/** Publishes the present attempt of each of these steps, in one call. */
async function sendSteps(ports: Ports, run: Run, steps: readonly PlanStep[]): Promise<void> {
  await ports.publishSteps(steps.map((step) => stepMessage(run, step)));
}

/** The message of the present attempt of a step. */
export function stepMessage(run: Run, step: PlanStep): StepMessage {
  const detail = run.details.get(step);
  return {
    address: presentAddress(run, step),
    delaySeconds: Math.max(0, Math.round(-(detail?.dueSecondsAgo ?? 0))),
    request: stepRequest(step, settingOf(run), detail?.messages ?? []),
  };
}

/** Records what became of a step without a delivery, and does what follows from it. */
export async function recordOutcome(ports: Ports, address: StepAddress, outcome: StepOutcome): Promise<void> {
  const recorded = await recordStepOnce(ports.db, { planId: address.plan, ...address, ...outcome });
  if (recorded?.changed) await carryOn(ports, recorded.run, address.step);
}

/** The steps whose answer is awaited. */
export function openSteps({ status }: Run): PlanStep[] {
  if (isFinal(status.state)) return [];
  return status.steps
    .filter(
      ({ state, attempt }) =>
        attempt > 0 && (state === "waiting" || state === "working" || state === "retrying"),
    )
    .map(({ step }) => step);
}

/** The attempt of a step that is under way. */
export function presentAddress({ status }: Run, step: PlanStep): StepAddress {
  const attempt = status.steps.find((candidate) => candidate.step === step)?.attempt ?? 1;
  return { plan: status.id, step, attempt };
}

/** What the steps of a run are asked and judged by. */
export function settingOf({ profile, status, customPlan }: Run): StepSetting {
  return { profile, facts: prepare(profile, status.created_at), customPlan };
}

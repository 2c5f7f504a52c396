import { isFinal, type PlanStatus, type PlanStep } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { QstashCallback, StepAddress } from "@alva/contracts/qstash";
import { promptVersions } from "@alva/planning/prompts/versions";
import { prepare } from "@alva/planning/strategy/facts";
import { mergePlan } from "./merge-plan.ts";
import type { Ports } from "./ports.ts";
import {
  failMerge,
  findStalledRuns,
  markStrategySent,
  recordStepOnce,
  type Run,
} from "./queries/plan-progress.ts";
import {
  afterFailure,
  judgeAnswer,
  type StepOutcome,
  type StepSetting,
  stepRequest,
  withoutModel,
} from "./step-answer.ts";

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
  if (unneeded) return record(ports, { plan: id, step: "strategy", attempt: 1 }, unneeded);
  await ports.publishSteps([
    {
      address: { plan: id, step: "strategy", attempt: 1 },
      delaySeconds: 0,
      request: stepRequest("strategy", setting, []),
    },
  ]);
  const status = await markStrategySent(ports.db, id);
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
  const setting = settingOf(run);
  await ports.publishSteps(
    steps.map((step) => {
      const detail = run.details.get(step);
      return {
        address: { plan: run.status.id, step, attempt: attemptOf(run.status, step) },
        delaySeconds: Math.max(0, Math.round(-(detail?.dueSecondsAgo ?? 0))),
        request: stepRequest(step, setting, detail?.messages ?? []),
      };
    }),
  );
}

/** Seconds after which an attempt counts as never answered: the model's minute and QStash's first redeliveries. */
const answerSeconds = 95;
/** Seconds after which what is still open is filled in with standard tasks (pipeline specification, section 1). */
const runLimitSeconds = 300;

/** What the cron trigger does: sends again what was never sent, and gives up on what was never answered. */
export async function sweepPlans(ports: Ports): Promise<void> {
  for (const run of await findStalledRuns(ports.db)) {
    await revive(ports, run).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : typeof error;
      console.error(
        JSON.stringify({ level: "error", event: "sweep_failed", plan: run.status.id, error: name }),
      );
    });
  }
}

async function revive(ports: Ports, run: Run): Promise<void> {
  const { status } = run;
  if (status.state === "merging") return mergeOrFail(ports, run);
  const setting = settingOf(run);
  const unneeded = status.state === "queued" ? withoutModel(setting) : undefined;
  if (unneeded) return record(ports, { plan: status.id, step: "strategy", attempt: 1 }, unneeded);

  const outOfTime = run.ageSeconds > runLimitSeconds;
  const unanswered = openSteps(run).filter(
    (step) => outOfTime || (run.details.get(step)?.dueSecondsAgo ?? 0) > answerSeconds,
  );
  for (const step of unanswered) {
    const address = { plan: status.id, step, attempt: attemptOf(status, step) };
    const outcome = afterFailure(address, setting, { reason: "No answer came.", final: outOfTime });
    await record(ports, address, outcome);
  }
  await sendSteps(
    ports,
    run,
    openSteps(run).filter((step) => !unanswered.includes(step)),
  );
  if (status.state === "queued" && unanswered.length === 0) await markStrategySent(ports.db, status.id);
}

/** A merge that still fails when the run's time is up will not come right by itself. */
async function mergeOrFail(ports: Ports, run: Run): Promise<void> {
  try {
    await mergePlan(ports, run);
  } catch (error) {
    if (run.ageSeconds <= runLimitSeconds) throw error;
    const failed = await failMerge(ports.db, run.status.id);
    if (failed) await ports.live.announce(failed);
    throw error;
  }
}

async function record(ports: Ports, address: StepAddress, outcome: StepOutcome): Promise<void> {
  const recorded = await recordStepOnce(ports.db, { planId: address.plan, ...address, ...outcome });
  if (recorded?.changed) await carryOn(ports, recorded.run, address.step);
}

function openSteps({ status }: Run): PlanStep[] {
  if (isFinal(status.state)) return [];
  return status.steps
    .filter(
      ({ state, attempt }) =>
        attempt > 0 && (state === "waiting" || state === "working" || state === "retrying"),
    )
    .map(({ step }) => step);
}

function attemptOf(status: PlanStatus, step: PlanStep): number {
  return status.steps.find((candidate) => candidate.step === step)?.attempt ?? 1;
}

function settingOf({ profile, status, customPlan }: Run): StepSetting {
  return { profile, facts: prepare(profile, status.created_at), customPlan };
}

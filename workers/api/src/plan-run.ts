import { isFinal, type PlanStep } from "@alva/contracts/plan";
import type { ClientProfile } from "@alva/contracts/profile";
import type { QstashCallback, StepAddress } from "@alva/contracts/qstash";
import { promptVersions } from "@alva/planning/prompts/versions";
import { prepare } from "@alva/planning/strategy/facts";
import { mergePlan } from "./merge-plan.ts";
import { readModelAnswer, readSentRequest } from "./model-answer.ts";
import type { Ports } from "./ports.ts";
import type { StepMessage } from "./qstash.ts";
import { noteSent, recordStepOnce, type SentStep } from "./queries/plan-progress.ts";
import { readRuns, type Run } from "./queries/plan-runs.ts";
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
  readonly traceId: string;
  /** Whether its owner wants new answers of the model. */
  readonly asksAnew: boolean;
}

/** Puts a just started plan on its way. */
export async function beginRun(
  ports: Ports,
  { id, createdAt, profile, traceId, asksAnew }: StartedPlan,
): Promise<void> {
  const setting: StepSetting = { profile, facts: prepare(profile, createdAt), customPlan: undefined };
  const unneeded = withoutModel(setting);
  const address: StepAddress = { plan: id, step: "strategy", attempt: 1 };
  if (unneeded) return recordOutcome(ports, address, unneeded);
  const request = stepRequest("strategy", setting, []);
  const message: StepMessage = { address, delaySeconds: 0, request, traceId };
  const userId = profile.client_id;
  const sent = await askModel(ports, { userId, asksAnew, messages: [message] });
  const [status] = await noteSent(ports.db, sent);
  if (status) await ports.live.announce(status);
}

/** Puts a plan on its way of which some steps are done already. */
export async function resumeRun(ports: Ports, planId: string): Promise<void> {
  const { runs } = await readRuns(ports.db, [planId]);
  for (const run of runs) {
    const sent = await sendSteps(ports, run, openSteps(run));
    const [moved = run.status] = await noteSent(ports.db, sent);
    await ports.live.announce(moved);
  }
}

interface Questions {
  readonly userId: string;
  readonly asksAnew: boolean;
  readonly messages: readonly StepMessage[];
}

/**
 * Publishes messages to the model, except those that it answered within the last day: these are recorded as if they had
 * been delivered. Returns what was published.
 */
async function askModel(ports: Ports, { userId, asksAnew, messages }: Questions): Promise<SentStep[]> {
  const firsts = asksAnew ? [] : messages.filter(({ address }) => address.attempt === 1);
  const known = await ports.answers.find(
    userId,
    firsts.map(({ request }) => request),
  );
  const usable = firsts.flatMap(({ address, request }, index) => {
    const answer = known[index];
    if (!answer) return [];
    const usage = { promptTokens: 0, completionTokens: 0 };
    const sent = { ...request, model: ports.config.model.name };
    const outcome = judgeAnswer(address, sent, { kind: "answered", ...answer, usage });
    return outcome.change.state === "done" ? [{ address, outcome }] : [];
  });
  const asked = messages.filter((message) => !usable.some(({ address }) => address === message.address));
  const [receipts] = await Promise.all([
    ports.publishSteps(asked),
    ...usable.map(({ address, outcome }) => recordOutcome(ports, address, outcome)),
  ]);
  return asked.map(({ address }, index) => ({ address, isNew: receipts[index] === "new" }));
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
  const request = readSentRequest(callback);
  const outcome = judgeAnswer(address, request, readModelAnswer(callback));
  const recorded = await recordStepOnce(ports.db, { planId: address.plan, ...address, ...outcome });
  if (!recorded) {
    console.warn(JSON.stringify({ level: "warn", event: "delivery_for_unknown_plan", plan: address.plan }));
    return async () => undefined;
  }
  const { changed, run } = recorded;
  if (!changed) return async () => undefined;
  const { asked, change } = outcome;
  const answer = asked?.answer;
  const accepted = change.state === "done" && answer && isRequest(request) ? { request, answer } : undefined;
  return async () => {
    await Promise.all([
      carryOn(ports, run, address.step),
      accepted &&
        ports.answers.keep(run.profile.client_id, accepted.request, {
          text: accepted.answer.text,
          model: accepted.answer.model,
        }),
    ]);
  };
}

function isRequest(request: unknown): request is object {
  return typeof request === "object" && request !== null;
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
async function sendSteps(ports: Ports, run: Run, steps: readonly PlanStep[]): Promise<SentStep[]> {
  const messages = steps.map((step) => stepMessage(run, step));
  return askModel(ports, { userId: run.profile.client_id, asksAnew: run.asksAnew, messages });
}

/** The message of the present attempt of a step. */
export function stepMessage(run: Run, step: PlanStep): StepMessage {
  const detail = run.details.get(step);
  return {
    address: presentAddress(run, step),
    delaySeconds: Math.max(0, Math.round(-(detail?.dueSecondsAgo ?? 0))),
    request: stepRequest(step, settingOf(run), detail?.messages ?? []),
    traceId: run.traceId,
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
export function presentAddress({ status, details }: Run, step: PlanStep): StepAddress {
  const attempt = status.steps.find((candidate) => candidate.step === step)?.attempt ?? 1;
  const waits = details.get(step)?.waits ?? 0;
  return { plan: status.id, step, attempt, ...(waits > 0 && { waits }) };
}

/** What the steps of a run are asked and judged by. */
export function settingOf({ profile, status, customPlan }: Run): StepSetting {
  return { profile, facts: prepare(profile, status.created_at), customPlan };
}

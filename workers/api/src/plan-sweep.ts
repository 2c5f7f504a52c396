import type { PlanStep } from "@alva/contracts/plan";
import { ApiError } from "@alva/http/api-error";
import { complaining } from "./complaining.ts";
import { promptVersions } from "@alva/planning/prompts/versions";
import { mergePlan } from "./merge-plan.ts";
import { attemptOf } from "./model-attempt.ts";
import { openSteps, presentAddress, recordOutcome, settingOf, stepMessage } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import type { StepMessage } from "./qstash.ts";
import { failPlan } from "./queries/plan-ends.ts";
import { noteSent, runLimitSeconds } from "./queries/plan-progress.ts";
import { findStalledPlans, readRuns, type Run } from "./queries/plan-runs.ts";
import { afterFailure, withoutModel } from "./step-answer.ts";
import { createTurns, type InTurn } from "./turns.ts";

/**
 * What the cron trigger does for plans: sends what was never sent, gives up on what was never answered, and merges what
 * was left unmerged. Hundreds of plans share a call of QStash, so that all that waited for it are on their way with the
 * first sweep after its return.
 */

/** Seconds after which a message that QStash took counts as never answered: the model's minute and first redeliveries. */
const answerSeconds = 95;
/** Seconds for which a plan waits for QStash to take its messages. Then standard tasks make it. */
const patienceSeconds = 6 * 3600;

/** Runs that are read at once: a megabyte or a few. */
const pageSize = 200;
/** Messages in one call of QStash: a few megabytes, of the 100 that one may have. */
const messagesPerCall = 100;
/**
 * Steps that a sweep moves by themselves; the next sweep takes the rest. Each costs up to four requests to the outside,
 * and Cloudflare allows one invocation 1,000.
 */
const movesPerSweep = 200;

interface OpenStep {
  readonly run: Run;
  readonly step: PlanStep;
  readonly message: StepMessage;
}

type Move = () => Promise<void>;

/** Carries on every run in which something should have happened by now. What fails of one run keeps no other waiting. */
export async function sweepPlans(ports: Ports, inTurn: InTurn = createTurns()): Promise<void> {
  const moves: Move[] = [];
  for (const ids of inPieces(await inTurn(() => findStalledPlans(ports.db)), pageSize)) {
    const page = await complaining("plans", () => inTurn(() => readRuns(ports.db, ids)));
    if (!page) continue;
    const { runs, unreadable } = page;
    if (unreadable.length > 0) {
      const plans = unreadable.map(({ id }) => id);
      console.error(JSON.stringify({ level: "error", event: "plan_unreadable", plans }));
    }
    for (const { id, waitedSeconds } of unreadable) {
      if (waitedSeconds > runLimitSeconds) moves.push(() => endPlan(ports, id));
    }
    const due = runs.map((run) => lookAt(ports, run));
    moves.push(...due.flatMap((one) => one.moves));
    const open = due.flatMap((one) => one.open);
    for (const some of inPieces(open, messagesPerCall)) {
      const more = await complaining("plans", () => inTurn(() => sendAgain(ports, some)));
      moves.push(...(more ?? []));
    }
  }
  await Promise.all(moves.slice(0, movesPerSweep).map((move) => complaining("plans", () => inTurn(move))));
}

/** What is to be done with one run: moves that ask QStash for nothing, or messages to be sent again. */
interface Due {
  readonly moves: readonly Move[];
  readonly open: readonly OpenStep[];
}

function lookAt(ports: Ports, run: Run): Due {
  try {
    const moves = movesWithoutAsking(ports, run);
    if (moves) return { moves, open: [] };
    return {
      moves: [],
      open: openSteps(run).map((step) => ({ run, step, message: stepMessage(run, step) })),
    };
  } catch (error) {
    // No message can be made of this run, so it has none to wait for.
    const isTimeUp = run.waitedSeconds > runLimitSeconds;
    const fail = async () => {
      throw error;
    };
    return { moves: [() => orEnd(ports, { run, isTimeUp }, fail)], open: [] };
  }
}

/** The moves of a run that asks QStash for nothing, or undefined when it is none. */
function movesWithoutAsking(ports: Ports, run: Run): Move[] | undefined {
  const { state } = run.status;
  if (state === "merging") return [() => orEnd(ports, inItsTime(run), () => mergePlan(ports, run))];
  const unneeded = state === "queued" ? withoutModel(settingOf(run)) : undefined;
  if (unneeded) return [() => recordOutcome(ports, presentAddress(run, "strategy"), unneeded)];
  if (run.waitedSeconds <= patienceSeconds) return undefined;
  return openSteps(run).map((step) => () => giveUp(ports, { run, step }));
}

/**
 * Sends the present attempts of these steps again, and returns the moves for those that were sent before and not
 * answered in time. What QStash takes only now had never reached it: its time begins now. So the time that a plan waits
 * for QStash, or QStash for the model, costs it no attempt.
 */
async function sendAgain(ports: Ports, steps: readonly OpenStep[]): Promise<Move[]> {
  const receipts = await ports.publishSteps(steps.map(({ message }) => message));
  const sent = steps.flatMap(({ message: { address } }, index) => {
    const receipt = receipts[index];
    return receipt === "refused" ? [] : [{ address, isNew: receipt === "new" }];
  });
  await noteSent(ports.db, sent);
  const unanswered = steps.filter(
    ({ run, step }, index) => receipts[index] !== "new" && isOverdue(run, step),
  );
  if (unanswered.length === 0 || (await ports.isModelBusy())) return [];
  return unanswered.map((open) => () => giveUp(ports, open));
}

function isOverdue(run: Run, step: PlanStep): boolean {
  return isOutOfTime(run) || (run.details.get(step)?.dueSecondsAgo ?? 0) > answerSeconds;
}

function isOutOfTime({ ageSeconds, waitedSeconds }: Run): boolean {
  return ageSeconds > runLimitSeconds || waitedSeconds > patienceSeconds;
}

function inItsTime(run: Run): TimedRun {
  return { run, isTimeUp: isOutOfTime(run) };
}

async function giveUp(ports: Ports, { run, step }: Pick<OpenStep, "run" | "step">): Promise<void> {
  const address = presentAddress(run, step);
  const failure = { reason: "No answer came.", final: isOutOfTime(run) };
  const outcome = await orEnd(ports, inItsTime(run), async () => {
    const request = { ...stepMessage(run, step).request, model: ports.config.model.name };
    const asked = attemptOf({ promptVersion: promptVersions[step], request });
    return { ...afterFailure(address, settingOf(run), failure), asked };
  });
  await recordOutcome(ports, address, outcome);
}

interface TimedRun {
  readonly run: Run;
  readonly isTimeUp: boolean;
}

/**
 * What still fails when a run's time is up, and not because the database is away, will not come right by itself: the plan
 * ends, so that its owner sees it and can ask for another.
 */
async function orEnd<Result>(
  ports: Ports,
  { run, isTimeUp }: TimedRun,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isAway = error instanceof ApiError && error.code === "dependency_unavailable";
    if (isTimeUp && !isAway) await endPlan(ports, run.status.id);
    throw error;
  }
}

async function endPlan(ports: Ports, planId: string): Promise<void> {
  console.error(JSON.stringify({ level: "error", event: "plan_given_up", plan: planId }));
  const failed = await failPlan(ports.db, planId);
  if (failed) await ports.live.announce(failed);
}

function* inPieces<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

import type { PlanStep } from "@alva/contracts/plan";
import { promptVersions } from "@alva/planning/prompts/versions";
import { mergePlan } from "./merge-plan.ts";
import { attemptOf } from "./model-attempt.ts";
import { openSteps, presentAddress, recordOutcome, settingOf, stepMessage } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import { failMerge, findStalledPlans, noteSent, readRuns, type Run } from "./queries/plan-progress.ts";
import { afterFailure, withoutModel } from "./step-answer.ts";

/**
 * What the cron trigger does for plans: sends what was never sent, gives up on what was never answered, and merges what
 * was left unmerged. Hundreds of plans share a call of QStash, so that all that waited for it are on their way with the
 * first sweep after its return.
 */

/** Seconds after which a message that QStash took counts as never answered: the model's minute and first redeliveries. */
const answerSeconds = 95;
/** Seconds after its first message within which a run is made by the model (pipeline specification, section 1). */
const runLimitSeconds = 300;
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
/** Connections that Cloudflare keeps open for one invocation. */
const atOnce = 6;

interface OpenStep {
  readonly run: Run;
  readonly step: PlanStep;
}

type Move = () => Promise<void>;

/** Carries on every run in which something should have happened by now. */
export async function sweepPlans(ports: Ports): Promise<void> {
  const moves: Move[] = [];
  for (const ids of inPieces(await findStalledPlans(ports.db), pageSize)) {
    const runs = await readRuns(ports.db, ids);
    const unasked = runs.filter((run) => !moveWithoutAsking(ports, run, moves));
    const open = unasked.flatMap((run) => openSteps(run).map((step) => ({ run, step })));
    for (const some of inPieces(open, messagesPerCall)) {
      await complaining(async () => void moves.push(...(await sendAgain(ports, some))));
    }
  }
  for (const some of inPieces(moves.slice(0, movesPerSweep), atOnce)) {
    await Promise.all(some.map((move) => complaining(move)));
  }
}

/** Adds the moves of a run that asks QStash for nothing, and says whether it is one. */
function moveWithoutAsking(ports: Ports, run: Run, moves: Move[]): boolean {
  const { state } = run.status;
  if (state === "merging") {
    moves.push(() => mergeOrFail(ports, run));
    return true;
  }
  const unneeded = state === "queued" ? withoutModel(settingOf(run)) : undefined;
  if (unneeded) {
    moves.push(() => recordOutcome(ports, presentAddress(run, "strategy"), unneeded));
    return true;
  }
  if (run.waitedSeconds <= patienceSeconds) return false;
  moves.push(...openSteps(run).map((step) => () => giveUp(ports, { run, step })));
  return true;
}

/**
 * Sends the present attempts of these steps again, and returns the moves for those that were sent before and not
 * answered in time. What QStash takes only now had never reached it: its time begins now. So the time that a plan waits
 * for QStash, or QStash for the model, costs it no attempt.
 */
async function sendAgain(ports: Ports, steps: readonly OpenStep[]): Promise<Move[]> {
  const receipts = await ports.publishSteps(steps.map(({ run, step }) => stepMessage(run, step)));
  const sent = steps.flatMap(({ run, step }, index) => {
    const receipt = receipts[index];
    if (receipt === "refused") return [];
    return [{ address: presentAddress(run, step), isNew: receipt === "new" }];
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

async function giveUp(ports: Ports, { run, step }: OpenStep): Promise<void> {
  const address = presentAddress(run, step);
  const failure = { reason: "No answer came.", final: isOutOfTime(run) };
  const request = { ...stepMessage(run, step).request, model: ports.config.model.name };
  const asked = attemptOf({ promptVersion: promptVersions[step], request });
  await recordOutcome(ports, address, { ...afterFailure(address, settingOf(run), failure), asked });
}

/** A merge that still fails when the run's time is up will not come right by itself. */
async function mergeOrFail(ports: Ports, run: Run): Promise<void> {
  try {
    await mergePlan(ports, run);
  } catch (error) {
    if (!isOutOfTime(run)) throw error;
    const failed = await failMerge(ports.db, run.status.id);
    if (failed) await ports.live.announce(failed);
    throw error;
  }
}

/** One plan's trouble does not keep the others from moving; the next sweep tries it again. */
async function complaining(move: Move): Promise<void> {
  await move().catch((error: unknown) => {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ level: "error", event: "sweep_failed", error: name }));
  });
}

function* inPieces<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

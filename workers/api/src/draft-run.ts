import type { DraftAddress } from "@alva/contracts/draft";
import type { QstashCallback } from "@alva/contracts/qstash";
import { draftInput } from "@alva/planning/drafts/draft-input";
import { draftPromptVersion, draftRequest } from "@alva/planning/drafts/draft-request";
import { afterDraftFailure, judgeDraft } from "./draft-answer.ts";
import type { DraftMessage } from "./draft-messages.ts";
import { attemptOf } from "./model-attempt.ts";
import type { AfterAnswer } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import type { Receipt } from "./model-call.ts";
import {
  failDrafts,
  findStalledDrafts,
  noteDraftsSent,
  type OpenDraft,
  recordDraftOnce,
} from "./queries/draft-progress.ts";

/**
 * A draft moves as a plan's step does: begun by a person, carried on by each delivery of QStash, and picked up by the
 * cron trigger wherever a message was lost. Every move is a conditional update, and sending twice has no effect.
 */

/** Puts a draft that was just asked for on its way. */
export async function beginDraft(ports: Ports, draft: OpenDraft): Promise<void> {
  await sendDrafts(ports, [draft]);
}

/**
 * Takes in what one attempt came to. Duplicates, late and overtaken deliveries change nothing. Resolves when the outcome
 * is stored; what follows from it is left to the returned function.
 */
export async function takeDraftAnswer(
  ports: Ports,
  address: DraftAddress,
  callback: QstashCallback,
): Promise<AfterAnswer> {
  const changed = await recordDraftOnce(ports.db, { ...address, ...judgeDraft(address, callback) });
  return async () => {
    if (changed && isOpen(changed)) await sendDrafts(ports, [changed]);
  };
}

/** Seconds after which an attempt counts as never answered: the model's minute and QStash's first redeliveries. */
const answerSeconds = 95;
/** Seconds for which a draft waits for QStash to take its messages, as a plan does. */
const patienceSeconds = 6 * 3600;

/**
 * What the cron trigger does: sends again what was never sent, and gives up on what was never answered. What QStash takes
 * only now had never reached it, so the time that a draft waits for QStash costs it no attempt (decision 19).
 */
export async function sweepDrafts(ports: Ports): Promise<void> {
  const { open, unreadable } = await findStalledDrafts(ports.db);
  if (unreadable.length > 0) {
    console.error(JSON.stringify({ level: "error", event: "draft_unreadable", drafts: unreadable }));
    await failDrafts(ports.db, unreadable);
  }
  const [inTime, late] = [open.filter(isInTime), open.filter((draft) => !isInTime(draft))];
  await Promise.all(late.map((draft) => giveUp(ports, draft)));
  const receipts = await sendDrafts(ports, inTime);
  const unanswered = inTime.filter(
    ({ dueSecondsAgo }, index) => receipts[index] !== "new" && dueSecondsAgo > answerSeconds,
  );
  if (unanswered.length === 0 || (await ports.isModelBusy())) return;
  const renewed = await Promise.all(unanswered.map((draft) => giveUp(ports, draft)));
  await sendDrafts(
    ports,
    renewed.flatMap((draft) => (draft && isOpen(draft) ? [draft] : [])),
  );
}

function isInTime({ askedSecondsAgo }: OpenDraft): boolean {
  return askedSecondsAgo <= patienceSeconds;
}

/** The draft's next attempt, or its end. */
async function giveUp({ db, config }: Ports, draft: OpenDraft): Promise<OpenDraft | undefined> {
  const { id, attempt, state } = draft;
  const failure = { reason: "No answer came.", final: !isInTime(draft) };
  const change = afterDraftFailure({ attempt, isFix: state === "fixing" }, failure);
  const request = { ...messageOf(draft).request, model: config.model.name };
  const asked = attemptOf({ promptVersion: draftPromptVersion, request });
  return recordDraftOnce(db, { draft: id, attempt, change, asked });
}

function isOpen({ state }: OpenDraft): boolean {
  return state === "queued" || state === "working" || state === "retrying" || state === "fixing";
}

/** Publishes the present attempt of each draft in one call, and notes what QStash took. Returns what became of each. */
async function sendDrafts(ports: Ports, drafts: readonly OpenDraft[]): Promise<Receipt[]> {
  const receipts = await ports.publishDrafts(drafts.map(messageOf));
  const sent = drafts.flatMap(({ id, attempt }, index) => {
    const receipt = receipts[index];
    return receipt === "refused" ? [] : [{ draft: id, attempt, isNew: receipt === "new" }];
  });
  await noteDraftsSent(ports.db, sent);
  return receipts;
}

function messageOf({
  id,
  attempt,
  state,
  traceId,
  material,
  messages,
  content,
  dueSecondsAgo,
}: OpenDraft): DraftMessage {
  return {
    address: { draft: id, attempt },
    delaySeconds: Math.max(0, Math.round(-dueSecondsAgo)),
    request: draftRequest(draftInput(material), {
      previousErrors: messages,
      previousDraft: state === "fixing" ? content : null,
    }),
    traceId,
  };
}

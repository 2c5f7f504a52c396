import type { DraftAddress } from "@alva/contracts/draft";
import type { QstashCallback } from "@alva/contracts/qstash";
import { draftInput } from "@alva/planning/drafts/draft-input";
import { draftPromptVersion, draftRequest } from "@alva/planning/drafts/draft-request";
import { afterDraftFailure, judgeDraft } from "./draft-answer.ts";
import type { DraftMessage } from "./draft-messages.ts";
import { attemptOf } from "./model-attempt.ts";
import type { AfterAnswer } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import { complaining } from "./complaining.ts";
import type { Receipt } from "./model-call.ts";
import { createTurns, type InTurn } from "./turns.ts";
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
  const outcome = judgeDraft(address, callback);
  const { isKnown, changed } = await recordDraftOnce(ports.db, { ...address, ...outcome });
  if (!isKnown) {
    const { draft } = address;
    console.warn(JSON.stringify({ level: "warn", event: "delivery_for_unknown_draft", draft }));
  }
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
 * only now had never reached it, so the time that a draft waits for QStash costs it no attempt (decision 19). A draft that
 * cannot be read, or of which no message can be made, is ended; what fails of one keeps no other waiting.
 */
export async function sweepDrafts(ports: Ports, inTurn: InTurn = createTurns()): Promise<void> {
  const { open, unreadable } = await inTurn(() => findStalledDrafts(ports.db));
  const sendable = open.filter(isSendable);
  const lost = [...unreadable, ...open.filter((draft) => !sendable.includes(draft)).map(({ id }) => id)];
  if (lost.length > 0) {
    console.error(JSON.stringify({ level: "error", event: "draft_unreadable", drafts: lost }));
    await complaining("drafts", () => inTurn(() => failDrafts(ports.db, lost)));
  }
  const inTime = sendable.filter(isInTime);
  await giveUpAll(sendable.filter((draft) => !isInTime(draft)));
  const receipts = await inTurn(() => sendDrafts(ports, inTime));
  const unanswered = inTime.filter(
    ({ dueSecondsAgo }, index) => receipts[index] !== "new" && dueSecondsAgo > answerSeconds,
  );
  if (unanswered.length === 0 || (await inTurn(() => ports.isModelBusy()))) return;
  const renewed = await giveUpAll(unanswered);
  await inTurn(() => sendDrafts(ports, renewed.filter(isOpen)));

  async function giveUpAll(drafts: readonly OpenDraft[]): Promise<OpenDraft[]> {
    const moved = await Promise.all(
      drafts.map((draft) => complaining("drafts", () => inTurn(() => giveUp(ports, draft)))),
    );
    return moved.filter((draft) => draft !== undefined);
  }
}

function isSendable(draft: OpenDraft): boolean {
  try {
    messageOf(draft);
    return true;
  } catch {
    return false;
  }
}

function isInTime({ askedSecondsAgo }: OpenDraft): boolean {
  return askedSecondsAgo <= patienceSeconds;
}

/** The draft's next attempt, or its end. */
async function giveUp({ db, config }: Ports, draft: OpenDraft): Promise<OpenDraft | undefined> {
  const { id, attempt, waits, state } = draft;
  const failure = { reason: "No answer came.", final: !isInTime(draft) };
  const change = afterDraftFailure({ attempt, isFix: state === "fixing" }, failure);
  const request = { ...messageOf(draft).request, model: config.model.name };
  const asked = attemptOf({ promptVersion: draftPromptVersion, request });
  return (await recordDraftOnce(db, { draft: id, attempt, waits, change, asked })).changed;
}

function isOpen({ state }: OpenDraft): boolean {
  return state === "queued" || state === "working" || state === "retrying" || state === "fixing";
}

/** Publishes the present attempt of each draft in one call, and notes what QStash took. Returns what became of each. */
async function sendDrafts(ports: Ports, drafts: readonly OpenDraft[]): Promise<Receipt[]> {
  const receipts = await ports.publishDrafts(drafts.map(messageOf));
  const sent = drafts.flatMap(({ id, attempt, waits }, index) => {
    const receipt = receipts[index];
    return receipt === "refused" ? [] : [{ draft: id, attempt, waits, isNew: receipt === "new" }];
  });
  await noteDraftsSent(ports.db, sent);
  return receipts;
}

function messageOf({
  id,
  attempt,
  waits,
  state,
  traceId,
  material,
  messages,
  content,
  dueSecondsAgo,
}: OpenDraft): DraftMessage {
  return {
    address: { draft: id, attempt, ...(waits > 0 && { waits }) },
    delaySeconds: Math.max(0, Math.round(-dueSecondsAgo)),
    request: draftRequest(draftInput(material), {
      previousErrors: messages,
      previousDraft: state === "fixing" ? content : null,
    }),
    traceId,
  };
}

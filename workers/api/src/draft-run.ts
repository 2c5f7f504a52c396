import type { DraftAddress } from "@alva/contracts/draft";
import type { QstashCallback } from "@alva/contracts/qstash";
import { draftInput } from "@alva/planning/drafts/draft-input";
import { draftRequest } from "@alva/planning/drafts/draft-request";
import { afterDraftFailure, judgeDraft } from "./draft-answer.ts";
import type { DraftMessage } from "./draft-messages.ts";
import type { AfterAnswer } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import {
  findStalledDrafts,
  markDraftsSent,
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
  return () => (changed && isOpen(changed) ? sendDrafts(ports, [changed]) : Promise.resolve());
}

/** Seconds after which an attempt counts as never answered: the model's minute and QStash's first redeliveries. */
const answerSeconds = 95;

/** What the cron trigger does: sends again what was never sent, and gives up on what was never answered. */
export async function sweepDrafts(ports: Ports): Promise<void> {
  const stalled = await findStalledDrafts(ports.db);
  const renewed = await Promise.all(stalled.map((draft) => renew(ports, draft)));
  await sendDrafts(
    ports,
    renewed.flatMap((draft) => (draft && isOpen(draft) ? [draft] : [])),
  );
}

/** The draft as it is to be sent: the same attempt, or the next one when this was never answered. */
async function renew({ db }: Ports, draft: OpenDraft): Promise<OpenDraft | undefined> {
  const { id, attempt, state, dueSecondsAgo } = draft;
  if (dueSecondsAgo <= answerSeconds) return draft;
  const change = afterDraftFailure({ attempt, isFix: state === "fixing" }, { reason: "No answer came." });
  return recordDraftOnce(db, { draft: id, attempt, change });
}

function isOpen({ state }: OpenDraft): boolean {
  return state === "queued" || state === "working" || state === "retrying" || state === "fixing";
}

/** Publishes the present attempt of each draft in one call, and moves those that were queued on. */
async function sendDrafts(ports: Ports, drafts: readonly OpenDraft[]): Promise<void> {
  await ports.publishDrafts(drafts.map(messageOf));
  const queued = drafts.filter(({ state }) => state === "queued").map(({ id }) => id);
  if (queued.length > 0) await markDraftsSent(ports.db, queued);
}

function messageOf({
  id,
  attempt,
  state,
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
  };
}

import type { DraftAddress } from "@alva/contracts/draft";
import type { QstashCallback } from "@alva/contracts/qstash";
import { ApiError } from "@alva/http/api-error";
import { checkDraft, faultsOf } from "@alva/planning/drafts/check-draft";
import { draftPromptVersion, readDraftRequest, type SentDraft } from "@alva/planning/drafts/draft-request";
import { type CheckedDraft, readDraftAnswer } from "@alva/planning/drafts/read-draft";
import { putOffSeconds, readModelAnswer, readSentRequest } from "./model-answer.ts";
import { attemptOf } from "./model-attempt.ts";
import type { DraftChange, DraftOutcome } from "./queries/draft-progress.ts";

/** Waits before the second and the third attempt, in seconds (pipeline specification, section 1). */
const retryWaitSeconds = [2, 8];

/** Why an attempt led nowhere. A `final` failure is not worth another attempt. */
interface DraftFailure {
  readonly reason: string;
  /** What was wrong with the answer, for the next attempt. */
  readonly messages?: readonly string[];
  readonly final?: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

interface Attempt {
  readonly attempt: number;
  /** Whether it was to mend a draft that there is already. */
  readonly isFix: boolean;
}

/** Judges what QStash reports of one attempt: ready, to be mended, to be tried again, or failed. */
export function judgeDraft({ attempt, waits }: DraftAddress, callback: QstashCallback): DraftOutcome {
  const request = readSentRequest(callback);
  const sent = readDraftRequest(request);
  if (!sent) throw new ApiError("bad_request", "This delivery does not carry a request of ours.");
  const isFix = sent.previousDraft !== null;
  const answer = readModelAnswer(callback);
  const asked = attemptOf({ promptVersion: draftPromptVersion, request, answer });
  switch (answer.kind) {
    case "refused":
      return { change: afterDraftFailure({ attempt, isFix }, { reason: answer.reason, final: true }), asked };
    case "failed":
      // An answer that was cut off or late would be so again, were the next request the same.
      return {
        change: afterDraftFailure({ attempt, isFix }, { ...answer, messages: [answer.reason] }),
        ...(answer.isBusy && { putOffSeconds: putOffSeconds({ waits }, answer.retryAfterSeconds) }),
        asked,
        ...(answer.said && { usage: answer.said.usage }),
      };
    case "answered": {
      const reading = readDraftAnswer(answer.text, sent);
      const change = reading.ok
        ? afterReading(reading, sent)
        : afterDraftFailure({ attempt, isFix }, { reason: unusable, messages: reading.messages });
      return { change, asked, usage: answer.usage };
    }
  }
}

const unusable = "The answer did not have the form of a draft.";

/** One more call mends what the checks found; after that a draft is shown with whatever still fails. */
function afterReading(draft: CheckedDraft, sent: SentDraft): DraftChange {
  const { content, checks } = draft;
  const faults = faultsOf(checks);
  const { previousDraft } = sent;
  if (previousDraft === null) {
    return faults.length === 0
      ? { state: "ready", made: { content, checks } }
      : { state: "fixing", messages: faults, made: { content, checks } };
  }
  const isBetter = faults.length <= faultsOf(checkDraft(previousDraft, sent)).length;
  return isBetter ? { state: "ready", made: { content, checks } } : { state: "ready" };
}

/**
 * Another attempt while there are any, then failed. A failed attempt to mend a draft leaves it as it was, which is ready
 * to be shown.
 */
export function afterDraftFailure(
  { attempt, isFix }: Attempt,
  { reason, messages = [], final = false, retryAfterSeconds = 0 }: DraftFailure,
): DraftChange {
  if (isFix) return { state: "ready" };
  const waitSeconds = retryWaitSeconds[attempt - 1];
  if (final || waitSeconds === undefined) return { state: "failed", reason };
  return { state: "retrying", delaySeconds: Math.max(waitSeconds, retryAfterSeconds), messages, reason };
}

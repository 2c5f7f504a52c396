import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { DraftAddress } from "@alva/contracts/draft";
import type { Config } from "./config.ts";
import {
  cancelCalls,
  createQstashClient,
  inText,
  modelMessage,
  numberOf,
  publishCalls,
  type Receipt,
} from "./model-call.ts";

/** One attempt at a draft on its way to the model. */
export interface DraftMessage {
  readonly address: DraftAddress;
  /** Seconds to wait before the model is asked. */
  readonly delaySeconds: number;
  /** The chat completions request. */
  readonly request: object;
  /** That the message and its callbacks carry on. */
  readonly traceId: string;
}

/** What drafts ask of QStash. */
export interface DraftMessages {
  /**
   * Hands messages to QStash. Sending the same address again within ten minutes has no further effect. Resolves with what
   * became of each, in their order.
   */
  publishDrafts(messages: readonly DraftMessage[]): Promise<Receipt[]>;
  /** Takes back what still waits of a draft. Never rejects. */
  cancelDraft(draftId: string): Promise<void>;
}

const { draftAnswered, draftFailed } = apiEndpoints;

/** Publishes drafts to the model's API with our webhooks as callbacks. */
export function createDraftMessages(config: Config): DraftMessages {
  const client = createQstashClient(config);
  return {
    publishDrafts: (messages) =>
      publishCalls(
        client,
        messages.map(({ address, delaySeconds, request, traceId }) =>
          modelMessage(config, {
            answered: `${draftAnswered.path}?${query(address)}`,
            failed: `${draftFailed.path}?${query(address)}`,
            request,
            delaySeconds,
            deduplicationId: ["draft", address.draft, ...numberOf(address)].join("-"),
            label: label(address.draft),
            traceId,
          }),
        ),
      ),
    cancelDraft: (draftId) => cancelCalls(client, label(draftId)),
  };
}

function label(draftId: string): string {
  return `draft-${draftId}`;
}

function query({ draft, ...number }: DraftAddress): string {
  return new URLSearchParams({ draft, ...inText(number) }).toString();
}

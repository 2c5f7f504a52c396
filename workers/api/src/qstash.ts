import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { StepAddress } from "@alva/contracts/qstash";
import { QstashError } from "@upstash/qstash";
import type { Config } from "./config.ts";
import {
  cancelCalls,
  createQstashClient,
  inText,
  modelMessage,
  modelPlaces,
  numberOf,
  publishCalls,
  type Receipt,
} from "./model-call.ts";

/** One attempt of one step on its way to the model. */
export interface StepMessage {
  readonly address: StepAddress;
  /** Seconds to wait before the model is asked. */
  readonly delaySeconds: number;
  /** The chat completions request. */
  readonly request: object;
  /** That the message and its callbacks carry on. */
  readonly traceId: string;
}

/** What this worker asks of QStash. */
export interface StepMessages {
  /**
   * Hands messages to QStash. Sending the same address again within ten minutes has no further effect. Resolves with what
   * became of each, in their order.
   */
  publishSteps(messages: readonly StepMessage[]): Promise<Receipt[]>;
  /** Whether messages wait at QStash for one of the model's places: an answer may then take long without being lost. */
  isModelBusy(): Promise<boolean>;
  /** Takes back what still waits of a plan. Never rejects: answers to what is not taken back change nothing. */
  cancelSteps(planId: string): Promise<void>;
}

const { stepAnswered, stepFailed } = apiEndpoints;

/** Publishes steps to the model's API with our webhooks as callbacks. */
export function createStepMessages(config: Config): StepMessages {
  const client = createQstashClient(config);
  return {
    publishSteps: (messages) =>
      publishCalls(
        client,
        messages.map(({ address, delaySeconds, request, traceId }) =>
          modelMessage(config, {
            answered: `${stepAnswered.path}?${query(address)}`,
            failed: `${stepFailed.path}?${query(address)}`,
            request,
            delaySeconds,
            deduplicationId: [address.plan, address.step, ...numberOf(address)].join("-"),
            label: label(address.plan),
            traceId,
          }),
        ),
      ),
    async isModelBusy() {
      const waiting = await client.flowControl.get(modelPlaces).catch((error: unknown) => {
        // QStash knows a key from its first message on.
        if (error instanceof QstashError && error.status === 404) return { waitListSize: 0 };
        throw error;
      });
      return waiting.waitListSize > 0;
    },
    cancelSteps: (planId) => cancelCalls(client, label(planId)),
  };
}

function label(planId: string): string {
  return `plan-${planId}`;
}

function query({ plan, step, ...number }: StepAddress): string {
  return new URLSearchParams({ plan, step, ...inText(number) }).toString();
}

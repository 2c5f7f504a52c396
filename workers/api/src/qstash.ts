import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { StepAddress } from "@alva/contracts/qstash";
import { ApiError } from "@alva/http/api-error";
import { jsonBody } from "@alva/http/json-body";
import { traceIdOf, traceparent } from "@alva/http/trace";
import { Client, QstashError, Receiver } from "@upstash/qstash";
import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import type { Config } from "./config.ts";

/** One attempt of one step on its way to the model. */
export interface StepMessage {
  readonly address: StepAddress;
  /** Seconds to wait before the model is asked. */
  readonly delaySeconds: number;
  /** The chat completions request. */
  readonly request: object;
}

/** Whether QStash takes a message only now, had taken it before, or will not take it as it is. */
export type Receipt = "new" | "known" | "refused";

/** What this worker asks of QStash. */
export interface StepMessages {
  /**
   * Hands messages to QStash, as part of a trace that their callbacks carry on; a new one by default. Sending the same
   * address again within ten minutes has no further effect. Resolves with what became of each, in their order.
   */
  publishSteps(messages: readonly StepMessage[], traceId?: string): Promise<Receipt[]>;
  /** Whether messages wait at QStash for one of the model's places: an answer may then take long without being lost. */
  isModelBusy(): Promise<boolean>;
  /** Takes back what still waits of a plan. Never rejects: answers to what is not taken back change nothing. */
  cancelSteps(planId: string): Promise<void>;
}

const { stepAnswered, stepFailed } = apiEndpoints;

const modelTimeoutSeconds = 60;
/** QStash asks us again after 5, 15 and 45 seconds when a delivery to us fails. */
const deliveryRetries = {
  "Upstash-Callback-Retries": "3",
  "Upstash-Callback-Retry-Delay": "5000 * pow(3, retried)",
};
const failureRetries = {
  "Upstash-Failure-Callback-Retries": "3",
  "Upstash-Failure-Callback-Retry-Delay": "5000 * pow(3, retried)",
};

/**
 * Publishes to the model's API with our webhook as callback. QStash itself never repeats a call to the model (retries 0):
 * each attempt is a message of its own, so that it can carry what was wrong with the last answer.
 */
export function createStepMessages({ qstash, model, webhookOrigin }: Config): StepMessages {
  const client = new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
  return {
    async publishSteps(messages, traceId = traceIdOf(undefined)) {
      if (messages.length === 0) return [];
      const answers = await client.batchJSON(
        messages.map(({ address, delaySeconds, request }) => ({
          url: model.url,
          body: { ...request, model: model.name },
          headers: {
            Authorization: `Bearer ${model.apiKey}`,
            ...deliveryRetries,
            ...failureRetries,
            ...traceHeaders(traceId),
          },
          callback: `${webhookOrigin}${stepAnswered.path}?${query(address)}`,
          failureCallback: `${webhookOrigin}${stepFailed.path}?${query(address)}`,
          deduplicationId: `${address.plan}-${address.step}-${address.attempt}`,
          delay: delaySeconds,
          retries: 0,
          timeout: modelTimeoutSeconds,
          label: label(address.plan),
          flowControl: { key: modelPlaces, parallelism: 20 },
        })),
      );
      return z.array(BatchAnswer).parse(answers).map(receiptOf);
    },
    async isModelBusy() {
      const waiting = await client.flowControl.get(modelPlaces).catch((error: unknown) => {
        // QStash knows a key from its first message on.
        if (error instanceof QstashError && error.status === 404) return { waitListSize: 0 };
        throw error;
      });
      return waiting.waitListSize > 0;
    },
    async cancelSteps(planId) {
      await client.messages.cancel({ filter: { label: label(planId) } }).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error;
        console.warn(JSON.stringify({ level: "warn", event: "cancel_failed", plan: planId, error: name }));
      });
    },
  };
}

/** Flow-control key of all calls of the model. */
const modelPlaces = "model";

/** The SDK's type leaves out that an item of a batch can be refused by itself. */
const BatchAnswer = z.object({ deduplicated: z.boolean().optional(), error: z.string().optional() });

function receiptOf({ deduplicated, error }: z.infer<typeof BatchAnswer>): Receipt {
  if (error !== undefined) return "refused";
  return deduplicated ? "known" : "new";
}

function traceHeaders(traceId: string): Record<string, string> {
  const header = traceparent(traceId);
  return {
    Traceparent: header,
    "Upstash-Callback-Forward-Traceparent": header,
    "Upstash-Failure-Callback-Forward-Traceparent": header,
  };
}

function label(planId: string): string {
  return `plan-${planId}`;
}

function query({ plan, step, attempt }: StepAddress): string {
  return new URLSearchParams({ plan, step, attempt: String(attempt) }).toString();
}

const clockToleranceSeconds = 10;

/**
 * Admits deliveries that QStash signed for exactly this address: the subject is compared with the configured origin,
 * never with what the request says of itself, so that a delivery for one address cannot be replayed to another.
 */
export function requireQstashSignature({
  qstash,
  webhookOrigin,
}: Pick<Config, "qstash" | "webhookOrigin">): MiddlewareHandler {
  const receiver = new Receiver({
    currentSigningKey: qstash.currentSigningKey,
    nextSigningKey: qstash.nextSigningKey,
    devMode: false,
  });
  const admitBody = jsonBody(stepAnswered.maxBodyBytes);
  return async function requireQstashSignature(c, next) {
    const signature = c.req.header("Upstash-Signature");
    if (!signature) throw refused();
    return admitBody(c, async () => {
      const { pathname, search } = new URL(c.req.url);
      const body = await c.req.text();
      const url = `${webhookOrigin}${pathname}${search}`;
      await receiver
        .verify({ signature, body, url, clockTolerance: clockToleranceSeconds })
        .catch((error: unknown) => {
          throw refused(error);
        });
      await next();
    });
  };
}

/** The SDK's own messages carry both body hashes; they stay in the log. */
function refused(cause?: unknown): ApiError {
  return new ApiError("signature_invalid", "This delivery is not signed for this address.", { cause });
}

import { traceparent } from "@alva/http/trace";
import { Client, type PublishBatchRequest } from "@upstash/qstash";
import * as z from "zod";
import type { Config } from "./config.ts";

/** A call of the model that QStash makes for us and whose answer it delivers. */
export interface ModelCall {
  /** Path and query of the webhook that takes the answer, and of the one that takes QStash's giving up. */
  readonly answered: string;
  readonly failed: string;
  /** The chat completions request. */
  readonly request: object;
  /** Seconds to wait before the model is asked. */
  readonly delaySeconds: number;
  /** Another call of the same id within ten minutes has no effect. */
  readonly deduplicationId: string;
  /** What calls are taken back by. */
  readonly label: string;
  readonly traceId: string;
}

/** Which message an address means: the attempt, and how often that was put off. */
interface MessageNumber {
  readonly attempt: number;
  readonly waits?: number | undefined;
}

/** The numbers that tell a message from the others of its step or draft. */
export function numberOf({ attempt, waits }: MessageNumber): number[] {
  return waits === undefined ? [attempt] : [attempt, waits];
}

/** The same as parameters of a callback address. */
export function inText({ attempt, waits }: MessageNumber): Record<string, string> {
  return { attempt: String(attempt), ...(waits !== undefined && { waits: String(waits) }) };
}

/** Flow-control key of all calls of the model. */
export const modelPlaces = "model";

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

/** A client of QStash with everything set on purpose; none of its defaults counts. */
export function createQstashClient({ qstash }: Config): Client {
  return new Client({
    baseUrl: qstash.url,
    token: qstash.token,
    devMode: false,
    retry: { retries: 1, backoff: () => 200 },
    enableTelemetry: false,
  });
}

/**
 * The message that makes a call. QStash itself never repeats a call to the model (retries 0): each attempt is a message of
 * its own, so that it can carry what was wrong with the last answer.
 */
export function modelMessage(
  { model, webhookOrigin }: Config,
  { answered, failed, request, delaySeconds, deduplicationId, label, traceId }: ModelCall,
): PublishBatchRequest<object> {
  return {
    url: model.url,
    body: { ...request, model: model.name },
    headers: {
      Authorization: `Bearer ${model.apiKey}`,
      ...deliveryRetries,
      ...failureRetries,
      ...traceHeaders(traceId),
    },
    callback: `${webhookOrigin}${answered}`,
    failureCallback: `${webhookOrigin}${failed}`,
    deduplicationId,
    delay: delaySeconds,
    retries: 0,
    timeout: modelTimeoutSeconds,
    label,
    flowControl: { key: modelPlaces, parallelism: 20 },
  };
}

/** Whether QStash takes a message only now, had taken it before, or will not take it as it is. */
export type Receipt = "new" | "known" | "refused";

/** Hands calls of the model to QStash at once. Resolves with what became of each, in their order. */
export async function publishCalls(
  client: Client,
  messages: PublishBatchRequest<object>[],
): Promise<Receipt[]> {
  if (messages.length === 0) return [];
  return z
    .array(BatchAnswer)
    .parse(await client.batchJSON(messages))
    .map(receiptOf);
}

/** The SDK's type leaves out that an item of a batch can be refused by itself. */
const BatchAnswer = z.object({ deduplicated: z.boolean().optional(), error: z.string().optional() });

function receiptOf({ deduplicated, error }: z.infer<typeof BatchAnswer>): Receipt {
  if (error !== undefined) return "refused";
  return deduplicated ? "known" : "new";
}

/** Takes back the calls with this label that still wait. Never rejects: answers to what is not taken back change nothing. */
export async function cancelCalls(client: Client, label: string): Promise<void> {
  await client.messages.cancel({ filter: { label } }).catch((error: unknown) => {
    const name = error instanceof Error ? error.name : typeof error;
    console.warn(JSON.stringify({ level: "warn", event: "cancel_failed", label, error: name }));
  });
}

function traceHeaders(traceId: string): Record<string, string> {
  const header = traceparent(traceId);
  return {
    Traceparent: header,
    "Upstash-Callback-Forward-Traceparent": header,
    "Upstash-Failure-Callback-Forward-Traceparent": header,
  };
}

import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { StepAddress } from "@alva/contracts/qstash";
import { ApiError } from "@alva/http/api-error";
import { jsonBody } from "@alva/http/json-body";
import { traceIdOf } from "@alva/http/trace";
import { Receiver } from "@upstash/qstash";
import type { MiddlewareHandler } from "hono";
import type { Config } from "./config.ts";
import { cancelCalls, createQstashClient, modelMessage } from "./model-call.ts";

/** One attempt of one step on its way to the model. */
export interface StepMessage {
  readonly address: StepAddress;
  /** Seconds to wait before the model is asked. */
  readonly delaySeconds: number;
  /** The chat completions request. */
  readonly request: object;
}

/** What this worker asks of QStash. */
export interface StepMessages {
  /**
   * Hands messages to QStash, as part of a trace that their callbacks carry on; a new one by default. Sending the same
   * address again within ten minutes has no further effect.
   */
  publishSteps(messages: readonly StepMessage[], traceId?: string): Promise<void>;
  /** Takes back what still waits of a plan. Never rejects: answers to what is not taken back change nothing. */
  cancelSteps(planId: string): Promise<void>;
}

const { stepAnswered, stepFailed } = apiEndpoints;

/** Publishes steps to the model's API with our webhooks as callbacks. */
export function createStepMessages(config: Config): StepMessages {
  const client = createQstashClient(config);
  return {
    async publishSteps(messages, traceId = traceIdOf(undefined)) {
      if (messages.length === 0) return;
      await client.batchJSON(
        messages.map(({ address, delaySeconds, request }) =>
          modelMessage(config, {
            answered: `${stepAnswered.path}?${query(address)}`,
            failed: `${stepFailed.path}?${query(address)}`,
            request,
            delaySeconds,
            deduplicationId: `${address.plan}-${address.step}-${address.attempt}`,
            label: label(address.plan),
            traceId,
          }),
        ),
      );
    },
    cancelSteps: (planId) => cancelCalls(client, label(planId)),
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
export function requireQstashSignature({ qstash, webhookOrigin }: Config): MiddlewareHandler {
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

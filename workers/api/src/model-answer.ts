import type { QstashCallback } from "@alva/contracts/qstash";
import { storable } from "@alva/planning/read-json";
import * as z from "zod";
import type { ModelUsage } from "./queries/model-usage.ts";

/** The model's own words, which model it was, and what it took. */
interface Said {
  readonly text: string;
  readonly model: string;
  readonly usage: ModelUsage;
}

/** What one call of the model came to. `refused` is final: asking again would fail the same way. */
export type ModelAnswer =
  | (Said & { readonly kind: "answered" })
  | {
      readonly kind: "failed";
      readonly reason: string;
      readonly retryAfterSeconds?: number | undefined;
      /** Whether the service had too much to do: the question was not looked at, so it can be put off. */
      readonly isBusy?: boolean;
      /** An answer that could not be used. */
      readonly said?: Said;
    }
  | { readonly kind: "refused"; readonly reason: string };

const Tokens = z.int().min(0).max(10_000_000);

const Completion = z.object({
  model: z.string(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: Tokens, completion_tokens: Tokens }).optional(),
});

const maxAnswerBytes = 1024 * 1024;

/** Statuses that a second identical request cannot mend: bad request, key, permission, model name. */
const finalStatuses: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

const tooManyRequests = 429;

/** Reads the chat completion, or what came instead of one, out of QStash's report of the call. Never throws. */
export function readModelAnswer({ status, header, body = "" }: QstashCallback): ModelAnswer {
  if (body.length > (maxAnswerBytes * 4) / 3) return failed("The answer was too large.");
  const text = decodeBase64(body);
  if (status === -1) return failed("The model did not answer in time.");
  if (status < 200 || status > 299) {
    if (finalStatuses.has(status) || text.includes("insufficient_quota")) {
      return { kind: "refused", reason: `The model's service refused the request (${status}).` };
    }
    const retryAfterSeconds = retryAfter(header);
    return status === tooManyRequests
      ? { ...failed("The model's service is busy."), retryAfterSeconds, isBusy: true }
      : { ...failed(`The model's service answered ${status}.`), retryAfterSeconds };
  }
  const completion = Completion.safeParse(parsedJson(text));
  const choice = completion.data?.choices[0];
  if (!completion.success || !choice) return failed("The answer was not a chat completion.");
  const { prompt_tokens: promptTokens = 0, completion_tokens: completionTokens = 0 } =
    completion.data.usage ?? {};
  const { content, refusal } = choice.message;
  const said: Said = {
    text: storable(refusal || (content ?? "")),
    model: completion.data.model,
    usage: { promptTokens, completionTokens },
  };
  if (refusal) return { ...failed("The model declined to answer."), said };
  if (choice.finish_reason === "length") {
    return { ...failed("The answer was cut off. Answer more briefly."), said };
  }
  return { kind: "answered", ...said };
}

/** The request as we published it, or undefined; it holds everything its answer is judged by. */
export function readSentRequest({ sourceBody = "" }: QstashCallback): unknown {
  return parsedJson(decodeBase64(sourceBody));
}

function failed(reason: string) {
  return { kind: "failed", reason } as const;
}

/** The platform's own decoder: one in script takes longer for a megabyte than all else that is done with a delivery. */
function decodeBase64(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.fromBase64(base64));
  } catch {
    return "";
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const longestWaitSeconds = 120;

/** What the service asks us to wait, in seconds or as a date (RFC 9110 section 10.2.3), within reason. */
function retryAfter(header: QstashCallback["header"] = {}): number | undefined {
  const value = Object.entries(header).find(([name]) => name.toLowerCase() === "retry-after")?.[1][0];
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return seconds > 0 ? Math.min(seconds, longestWaitSeconds) : undefined;
}

const longestOwnWaitSeconds = 60;

/** Seconds to put off an attempt that was put off so often before: what the service asks for, and longer each time. */
export function putOffSeconds({ waits = 0 }: { waits?: number | undefined }, retryAfterSeconds = 0): number {
  return Math.max(retryAfterSeconds, Math.min(longestOwnWaitSeconds, 2 * 2 ** waits));
}

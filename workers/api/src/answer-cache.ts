import { Redis } from "@upstash/redis/cloudflare";
import * as z from "zod";
import type { Config } from "./config.ts";
import { requestHash } from "./model-attempt.ts";

const KnownAnswer = z.object({ text: z.string(), model: z.string() });
/** What the model said to a request, in its own words, and which model it was. */
export type KnownAnswer = z.infer<typeof KnownAnswer>;

/**
 * Remembers for a day what the model answered to each person's requests, so that an equal one needs no model. Never
 * rejects: without Redis nothing is known, and nothing depends on it.
 */
export interface AnswerCache {
  /** What was answered to each of these requests of a person, in their order; undefined where it is not known. */
  find(userId: string, requests: readonly object[]): Promise<(KnownAnswer | undefined)[]>;
  keep(userId: string, request: object, answer: KnownAnswer): Promise<void>;
}

const keptSeconds = 86_400;

/** Answers in Redis, by person, model and the SHA-256 of the request's canonical JSON (RFC 8785). */
export function createAnswerCache({ redis: { url, token }, model }: Config): AnswerCache {
  const redis = new Redis({
    url,
    token,
    retry: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
    signal: () => AbortSignal.timeout(1000),
  });
  const keyOf = (userId: string, request: object) =>
    `answer:${userId}:${requestHash({ ...request, model: model.name })}`;
  return {
    async find(userId, requests) {
      if (requests.length === 0) return [];
      const keys = requests.map((request) => keyOf(userId, request));
      const values = await redis.mget<unknown[]>(...keys).catch(degraded);
      return requests.map((_, index) => KnownAnswer.safeParse(values?.[index]).data);
    },
    async keep(userId, request, answer) {
      await redis.set(keyOf(userId, request), answer, { ex: keptSeconds }).catch(degraded);
    },
  };
}

function degraded(error: unknown): undefined {
  const name = error instanceof Error ? error.name : typeof error;
  console.warn(JSON.stringify({ level: "warn", event: "answer_cache_degraded", error: name }));
}

import { parseDuration } from "./duration.ts";
import type { HeaderLists } from "./headers.ts";
import type { RetryDelay } from "./retry-delay.ts";

const dayMs = 86_400_000;

/** Response headers that set the next wait. Which wins is not documented; here the first one present does. */
const waitHeaders = [
  "Retry-After",
  "X-Ratelimit-Reset",
  "X-Ratelimit-Reset-Requests",
  "X-Ratelimit-Reset-Tokens",
];

interface FailedAttempt {
  /** Retries made so far: 0 after the first attempt. */
  readonly retried: number;
  readonly retryDelay: RetryDelay | undefined;
  readonly responseHeaders: HeaderLists;
  /** Unix time in milliseconds. */
  readonly now: number;
}

/**
 * Milliseconds until the next retry. A wait that the destination asks for comes first, then the publisher's expression,
 * then the default `min(86400, e^(2.5·n))` seconds before retry n.
 */
export function nextWaitMs({ retried, retryDelay, responseHeaders, now }: FailedAttempt): number {
  const asked = askedWaitMs(responseHeaders, now);
  if (asked !== undefined) return asked;
  if (retryDelay) return clamp(retryDelay(retried));
  return clamp(Math.floor(Math.exp(2.5 * (retried + 1))) * 1000);
}

function askedWaitMs(headers: HeaderLists, now: number): number | undefined {
  for (const name of waitHeaders) {
    const text = headers[name]?.[0]?.trim();
    const waitMs = text === undefined ? undefined : parseWait(text, now);
    // More than a day ahead is ignored, which also disarms reset headers that hold a Unix time.
    if (waitMs !== undefined && waitMs <= dayMs) return Math.max(0, waitMs);
  }
  return undefined;
}

/** Seconds, a duration, or an RFC 1123 date. */
function parseWait(text: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const duration = parseDuration(text);
  if (duration !== undefined) return duration;
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

function clamp(waitMs: number): number {
  return Number.isNaN(waitMs) ? 0 : Math.min(dayMs, Math.max(0, waitMs));
}

import { parseDuration } from "./duration.ts";
import { readForwarded } from "./forwarded.ts";
import type { HeaderLists, PublishHeaders } from "./headers.ts";
import { Refusal } from "./refusal.ts";
import { parseRetryDelay, type RetryDelay } from "./retry-delay.ts";

/** Everything that a publish asks for in its headers. Absent means not asked for. */
export interface Settings {
  readonly method: string;
  /** Headers of the delivery: the content type and what is forwarded, in canonical spelling. */
  readonly headers: HeaderLists;
  readonly retries: number;
  readonly retryDelay: { readonly expression: string; readonly waitMs: RetryDelay } | undefined;
  readonly timeoutMs: number | undefined;
  readonly delayMs: number;
  /** Unix ms; wins over the delay. */
  readonly notBefore: number | undefined;
  readonly deduplicationId: string | undefined;
  readonly contentBasedDeduplication: boolean;
  readonly flowControl: FlowControl | undefined;
  readonly labels: readonly string[];
  readonly redact: Redaction;
  readonly hideHeaders: boolean;
  readonly queueName: string | undefined;
  readonly callback: Callback | undefined;
  readonly failureCallback: Callback | undefined;
}

export interface FlowControl {
  readonly key: string;
  readonly parallelism: number | undefined;
  readonly rate: number | undefined;
  readonly periodMs: number | undefined;
}

export interface Redaction {
  readonly body: boolean;
  /** Canonical names, or all of them. */
  readonly headers: readonly string[] | "all";
}

/** Where results go, and how: the settings of the message that carries them. */
export interface Callback {
  readonly url: string;
  readonly settings: Settings;
}

const defaultRetries = 3;

/** Reads the headers of a publish, names in lower case. Refuses (400) a value that cannot be understood. */
export function readSettings(headers: PublishHeaders, retriesByDefault = defaultRetries): Settings {
  const get = (name: string) => headers[`upstash-${name}`];
  const retries = readCount("Upstash-Retries", get("retries")) ?? retriesByDefault;
  return {
    method: readMethod(get("method")),
    headers: readForwarded(headers),
    retries,
    retryDelay: readRetryDelay(get("retry-delay")),
    timeoutMs: readDuration("Upstash-Timeout", get("timeout")),
    delayMs: readDuration("Upstash-Delay", get("delay")) ?? 0,
    notBefore: scaleUp(readCount("Upstash-Not-Before", get("not-before")), 1000),
    deduplicationId: readDeduplicationId(get("deduplication-id")),
    contentBasedDeduplication: get("content-based-deduplication") === "true",
    flowControl: readFlowControl(get("flow-control-key"), get("flow-control-value")),
    labels: splitList(get("label")),
    redact: readRedaction(get("redact-fields")),
    hideHeaders: get("hide-headers") === "true",
    queueName: readName("Upstash-Queue-Name", get("queue-name")),
    callback: readCallback("upstash-callback", headers, retries),
    failureCallback: readCallback("upstash-failure-callback", headers, retries),
  };
}

/** Queue and schedule names. */
export function readName(header: string, text: string | undefined): string | undefined {
  if (text === undefined || /^[\w.-]+$/.test(text)) return text;
  throw new Refusal(400, `invalid ${header}: only letters, digits, "-", "_" and "." are allowed`);
}

/** A period or delay, refused (400) when it is no duration. */
export function readDuration(header: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const durationMs = parseDuration(text);
  if (durationMs === undefined) throw new Refusal(400, `invalid ${header}: not a duration`);
  return durationMs;
}

/** A whole number, refused (400) when it is none. */
export function readCount(header: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(400, `invalid ${header}: not a whole number`);
  return Number(text);
}

function readMethod(text = "POST"): string {
  if (["GET", "POST", "PUT", "PATCH", "DELETE"].includes(text)) return text;
  throw new Refusal(400, "invalid Upstash-Method");
}

function readRetryDelay(expression: string | undefined): Settings["retryDelay"] {
  if (expression === undefined) return undefined;
  const waitMs = parseRetryDelay(expression);
  if (!waitMs) throw new Refusal(400, "invalid Upstash-Retry-Delay: not an expression");
  return { expression, waitMs };
}

function readDeduplicationId(text: string | undefined): string | undefined {
  if (text?.includes(":")) throw new Refusal(400, 'invalid Upstash-Deduplication-Id: ":" is not allowed');
  return text;
}

function readFlowControl(key: string | undefined, value: string | undefined): FlowControl | undefined {
  if (key === undefined && value === undefined) return undefined;
  if (!key || !value) throw new Refusal(400, "flow control needs a key and a value");
  const parts = new Map(
    splitList(value)
      .map((part) => [...part.split("="), ""] as const)
      .map(([k, v]) => [k, v]),
  );
  const unknown = [...parts.keys()].find((name) => !["parallelism", "rate", "period"].includes(name ?? ""));
  if (unknown !== undefined) throw new Refusal(400, `invalid Upstash-Flow-Control-Value: ${unknown}`);
  const parallelism = readCount("Upstash-Flow-Control-Value", parts.get("parallelism"));
  const rate = readCount("Upstash-Flow-Control-Value", parts.get("rate"));
  if (!parallelism && !rate) throw new Refusal(400, "flow control needs a parallelism or a rate");
  return {
    key,
    parallelism,
    rate,
    periodMs: readDuration("Upstash-Flow-Control-Value", parts.get("period")),
  };
}

function readRedaction(text: string | undefined): Redaction {
  const fields = splitList(text);
  const names = fields.flatMap((field) => /^headers?\[(.+)\]$/i.exec(field)?.[1] ?? []);
  // The documents write `headers` for all of them, the client sends `header`.
  const all = fields.some((field) => /^headers?$/i.test(field));
  return { body: fields.includes("body"), headers: all ? "all" : names.map((name) => name.toLowerCase()) };
}

/** `Upstash-Callback-Retries: 2` is `Upstash-Retries: 2` of the message that carries the result, and so on. */
function readCallback(prefix: string, headers: PublishHeaders, retries: number): Callback | undefined {
  const url = headers[prefix];
  if (url === undefined) return undefined;
  const own: Record<string, string> = { "content-type": "application/json" };
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(`${prefix}-`)) own[`upstash-${name.slice(prefix.length + 1)}`] = value;
  }
  if (own["upstash-delay"] !== undefined || own["upstash-not-before"] !== undefined) {
    throw new Refusal(400, "a callback cannot be delayed");
  }
  delete own["upstash-callback"];
  delete own["upstash-failure-callback"];
  return { url, settings: readSettings(own, retries) };
}

function splitList(text = ""): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function scaleUp(count: number | undefined, factor: number): number | undefined {
  return count === undefined ? undefined : count * factor;
}

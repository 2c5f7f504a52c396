import { randomBytes } from "node:crypto";
import type { Settings } from "./settings.ts";

/** Where a message stands, in the vendor's spelling. `ACTIVE` is an attempt in flight, `RETRY` a wait for the next. */
export type State =
  | "CREATED"
  | "ACTIVE"
  | "RETRY"
  | "ERROR"
  | "DELIVERED"
  | "FAILED"
  | "CANCEL_REQUESTED"
  | "CANCELLED";

/** One try to deliver. */
export interface Attempt {
  /** Unix ms when it began. */
  readonly at: number;
  /** The destination's status, -1 when there was no response. */
  readonly status: number;
  readonly durationMs: number;
}

/** What a message is made of. */
export interface Draft {
  /** As published; for a URL group the endpoint's URL. */
  readonly url: string;
  readonly body: Buffer;
  readonly settings: Settings;
  readonly topicName?: string | undefined;
  readonly endpointName?: string | undefined;
  readonly scheduleId?: string | undefined;
  /** The message whose result this one carries. */
  readonly callbackOf?: string | undefined;
  /** Text for people; by default the beginning of the body. */
  readonly preview?: string;
}

/** A message from its publish to its end. The runner alone moves its state. */
export interface Message extends Draft {
  readonly id: string;
  /** Unix ms. */
  readonly createdAt: number;
  readonly notBefore: number;
  readonly callerIp: string;
  readonly preview: string;
  /** Aborted when somebody cancels the message. */
  readonly cancellation: AbortController;
  state: State;
  readonly attempts: Attempt[];
  /** Ids of the messages that carry its results. */
  readonly callbacks: string[];
}

const previewLength = 500;

/** A message at its beginning. */
export function createMessage(draft: Draft, now: number): Message {
  const { delayMs, notBefore = now + delayMs, redact } = draft.settings;
  const text = redact.body ? "REDACTED" : (draft.preview ?? draft.body.toString("utf8"));
  return {
    ...draft,
    id: `msg_${randomBytes(20).toString("base64url")}`,
    createdAt: now,
    notBefore: Math.max(now, notBefore),
    // The stand-in listens on the loopback interface only.
    callerIp: "127.0.0.1",
    preview: text.slice(0, previewLength),
    cancellation: new AbortController(),
    state: "CREATED",
    attempts: [],
    callbacks: [],
  };
}

/** Whether a message still has something ahead of it. */
export function isPending({ state, cancellation }: Message): boolean {
  return !cancellation.signal.aborted && !["DELIVERED", "FAILED", "CANCELLED"].includes(state);
}

import { nextWaitMs } from "./backoff.ts";
import { draftCallback } from "./callbacks.ts";
import type { Clock } from "./clock.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Deliverer, Outcome } from "./deliverer.ts";
import type { FaultyDelivery } from "./delivery-faults.ts";
import { rewriteUrl } from "./destination.ts";
import type { FlowControls } from "./flow-controls.ts";
import type { Gate, Leave } from "./gate.ts";
import type { Log } from "./log.ts";
import { createMessage, isPending, type Draft, type Message, type State } from "./message.ts";
import type { Messages } from "./messages.ts";
import type { Configuration } from "./options.ts";
import type { Queues } from "./queues.ts";
import type { KeyRing } from "./signature.ts";
import { deliveryHeaders } from "./delivery-headers.ts";

/** Takes messages through their lives: delay, queue, attempts, callbacks, end. */
export interface Runner {
  /** Starts a message and gives it; its life goes on by itself. */
  start(draft: Draft): Message;
  /** Cancels a pending message. An attempt in flight is not stopped, but nothing follows it. */
  cancel(message: Message): void;
  /** Resolves when no message is pending. */
  idle(): Promise<void>;
  /** Ends every life where it stands. */
  close(): Promise<void>;
}

interface Parts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly log: Log;
  readonly messages: Messages;
  readonly deadLetters: DeadLetters;
  readonly queues: Queues;
  readonly flowControls: FlowControls;
  /** All deliveries in flight pass this gate. */
  readonly everything: Gate;
  readonly faults: FaultyDelivery;
  readonly deliverer: Deliverer;
}

/** A runner over the given parts. */
export function createRunner(parts: Parts): Runner {
  const { configuration, clock, keys, log, messages, deadLetters, queues, flowControls, everything, faults } =
    parts;
  const { deliverer } = parts;
  const running = new Set<Promise<void>>();
  let closed = false;

  function start(draft: Draft): Message {
    return begin(draft).message;
  }

  function begin(draft: Draft): { message: Message; ended: Promise<void> } {
    const message = createMessage(draft, clock.now());
    if (closed) message.cancellation.abort();
    messages.add(message);
    flowControls.note(message.settings.flowControl);
    log.add(message, "CREATED");
    const ended = live(message).finally(() => running.delete(ended));
    running.add(ended);
    return { message, ended };
  }

  async function live(message: Message): Promise<void> {
    const { signal } = message.cancellation;
    const callbacks: Promise<void>[] = [];
    let leaveQueue: Leave | undefined;
    try {
      await clock.wait(message.notBefore - message.createdAt, signal);
      leaveQueue = await queues.enter(message.settings.queueName, signal);
      await faults.hold(message);
      await attemptUntilEnd(message, callbacks);
    } catch (error) {
      if (!signal.aborted) throw error;
      move(message, "CANCELLED");
    }
    // The next message of the queue waits for the callbacks too.
    await Promise.all(callbacks);
    leaveQueue?.();
  }

  async function attemptUntilEnd(message: Message, callbacks: Promise<void>[]): Promise<void> {
    const { settings, cancellation } = message;
    for (let retried = 0; ; retried += 1) {
      const outcome = await attempt(message, retried);
      cancellation.signal.throwIfAborted();
      const tell = (callback: typeof settings.callback, dlqId?: string) => {
        if (!callback) return;
        const begun = begin(
          draftCallback(callback, { message, outcome, retried, ...(dlqId ? { dlqId } : {}) }),
        );
        message.callbacks.push(begun.message.id);
        callbacks.push(begun.ended);
      };

      if (isSuccess(outcome)) {
        move(message, "DELIVERED");
        faults.noteDelivered();
        return tell(settings.callback);
      }
      const error = outcome.error ?? `destination answered ${outcome.status}`;
      move(message, "ERROR", { error });
      if (retried >= settings.retries || isNonRetryable(outcome)) {
        move(message, "FAILED", { error });
        const { dlqId } = deadLetters.add(message, outcome);
        tell(settings.callback);
        return tell(settings.failureCallback, dlqId);
      }
      const now = clock.now();
      const retryDelay = settings.retryDelay?.waitMs;
      const waitMs = nextWaitMs({ retried, retryDelay, responseHeaders: outcome.headers, now });
      move(message, "RETRY", { error, nextDeliveryTime: now + waitMs });
      tell(settings.callback);
      await clock.wait(waitMs, cancellation.signal);
    }
  }

  async function attempt(message: Message, retried: number): Promise<Outcome> {
    const { signal } = message.cancellation;
    const leaveFlow = await flowControls.enter(message.settings.flowControl, signal);
    try {
      const leave = await everything.enter(signal);
      try {
        move(message, "ACTIVE");
        const at = clock.now();
        const outcome = await deliver(message, retried);
        message.attempts.push({ at, status: outcome.status, durationMs: clock.now() - at });
        if (!signal.aborted && faults.takeDuplicate(message)) await deliver(message, retried);
        return outcome;
      } finally {
        leave();
      }
    } finally {
      leaveFlow();
    }
  }

  function deliver(message: Message, retried: number): Promise<Outcome> {
    const { limits, rewrites } = configuration;
    const { url, body, settings } = message;
    return deliverer.deliver({
      url: rewriteUrl(url, rewrites),
      method: settings.method,
      headers: deliveryHeaders(message, retried, keys.sign({ url, body, now: clock.now() })),
      body,
      timeoutMs: Math.min(settings.timeoutMs ?? limits.responseWaitMs, limits.responseWaitMs),
      maxResponseBytes: limits.messageBytes,
    });
  }

  function move(message: Message, state: State, details: Parameters<Log["add"]>[2] = {}): void {
    message.state = state;
    log.add(message, state, details);
  }

  return {
    start,
    cancel(message) {
      if (!isPending(message)) return;
      move(message, "CANCEL_REQUESTED");
      message.cancellation.abort();
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      closed = true;
      for (const { cancellation } of messages.pending()) cancellation.abort();
      deliverer.close();
      await Promise.all(running);
    },
  };
}

function isSuccess({ status }: Outcome): boolean {
  return status >= 200 && status < 300;
}

/** The header is needed; 489 alone is an ordinary failure. */
function isNonRetryable({ status, headers }: Outcome): boolean {
  return status === 489 && headers["Upstash-Nonretryable-Error"]?.[0] === "true";
}

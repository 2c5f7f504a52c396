import type { Message } from "./message.ts";

/** Faults of at-least-once delivery that a test switches on. `match` is text that the destination contains. */
export interface DeliveryFaults {
  /** The next `count` attempts are delivered twice: again, with a new signature, once the first has its answer. */
  duplicateNext(count: number, match?: string): void;
  /** Holds the next message back until `others` other messages were delivered. */
  reorderNext(others: number, match?: string): void;
  /** Forgets what has not struck yet and lets held messages go. */
  clear(): void;
}

/** The runner's side of the faults. */
export interface FaultyDelivery extends DeliveryFaults {
  /** Whether this attempt is to be delivered twice; uses the fault up by one. */
  takeDuplicate(message: Message): boolean;
  /** Resolves when the message may go; rejects when it is cancelled meanwhile. */
  hold(message: Message): Promise<void>;
  /** Tells that a message was delivered. */
  noteDelivered(): void;
}

interface Held {
  left: number;
  readonly release: () => void;
}

/** No faults at first. */
export function createDeliveryFaults(): FaultyDelivery {
  let duplicates: { left: number; match: string }[] = [];
  let reorders: { others: number; match: string }[] = [];
  let held: Held[] = [];

  function releaseReady(): void {
    const ready = held.filter(({ left }) => left <= 0);
    held = held.filter(({ left }) => left > 0);
    for (const { release } of ready) release();
  }

  return {
    duplicateNext(count, match = "") {
      duplicates.push({ left: count, match });
    },
    reorderNext(others, match = "") {
      reorders.push({ others, match });
    },
    clear() {
      duplicates = [];
      reorders = [];
      for (const waiting of held) waiting.left = 0;
      releaseReady();
    },
    takeDuplicate({ url }) {
      const hit = duplicates.find(({ match }) => url.includes(match));
      if (!hit) return false;
      hit.left -= 1;
      duplicates = duplicates.filter(({ left }) => left > 0);
      return true;
    },
    async hold({ url, cancellation: { signal } }) {
      const hit = reorders.find(({ match }) => url.includes(match));
      if (!hit) return;
      signal.throwIfAborted();
      reorders = reorders.filter((reorder) => reorder !== hit);
      await new Promise<void>((resolve, reject) => {
        held.push({ left: hit.others, release: resolve });
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
    noteDelivered() {
      for (const waiting of held) waiting.left -= 1;
      releaseReady();
    },
  };
}

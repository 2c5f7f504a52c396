import type { Clock } from "./clock.ts";
import type { Outcome } from "./deliverer.ts";
import { matches, takePage } from "./filter.ts";
import type { Message } from "./message.ts";
import { presentBytes, presentMessage } from "./present.ts";

/** A message whose attempts are used up, with its last answer. */
export interface DeadLetter {
  /** `<Unix ms>-<number>`. */
  readonly dlqId: string;
  readonly sequence: number;
  readonly time: number;
  readonly message: Message;
  readonly outcome: Outcome;
  readonly responseStatus: number;
}

/** The dead letter queue. */
export interface DeadLetters {
  add(message: Message, outcome: Outcome): DeadLetter;
  find(dlqId: string): DeadLetter | undefined;
  /** False when there was none. */
  remove(dlqId: string): boolean;
  page(query: URLSearchParams): {
    readonly items: readonly DeadLetter[];
    readonly cursor: string | undefined;
  };
}

/** An empty dead letter queue; letters older than the retention are gone. */
export function createDeadLetters(clock: Clock, retentionMs: number): DeadLetters {
  const letters = new Map<string, DeadLetter>();
  let sequence = 0;

  function expire(): void {
    for (const { dlqId, time } of letters.values()) {
      if (time < clock.now() - retentionMs) letters.delete(dlqId);
    }
  }

  return {
    add(message, outcome) {
      sequence += 1;
      const time = clock.now();
      const dlqId = `${time}-${sequence}`;
      const letter = { dlqId, sequence, time, message, outcome, responseStatus: outcome.status };
      letters.set(dlqId, letter);
      return letter;
    },
    find(dlqId) {
      expire();
      return letters.get(dlqId);
    },
    remove: (dlqId) => letters.delete(dlqId),
    page(query) {
      expire();
      const found = [...letters.values()].filter((letter) => matches(query, letter)).toReversed();
      const { items, cursor } = takePage(found, query);
      return { items, cursor: cursor?.toString() };
    },
  };
}

/** An entry as the DLQ endpoints give it: the message, and the last response. */
export function presentDeadLetter({ dlqId, message, outcome }: DeadLetter): object {
  return {
    ...presentMessage(message),
    dlqId,
    responseStatus: outcome.status,
    responseHeader: outcome.headers,
    ...presentBytes("responseBody", outcome.body),
  };
}

import type { Clock } from "./clock.ts";
import { matches, takePage } from "./filter.ts";
import type { Message, State } from "./message.ts";
import { presentBytes, presentHeaders, presentLabels } from "./present.ts";

/** What happened, newest last. */
export interface Log {
  add(message: Message, state: State, details?: LogDetails): void;
  /** The page that a query string selects, newest first. */
  page(query: URLSearchParams): { readonly entries: readonly object[]; readonly cursor: number | undefined };
}

interface LogDetails {
  readonly error?: string | undefined;
  /** Unix ms of the next attempt. */
  readonly nextDeliveryTime?: number;
}

interface Entry {
  readonly sequence: number;
  readonly time: number;
  readonly state: State;
  readonly message: Message;
  readonly details: LogDetails;
}

const keptEntries = 10_000;

/** An empty log that forgets entries older than the retention, and the oldest beyond 10,000. */
export function createLog(clock: Clock, retentionMs: number): Log {
  const entries: Entry[] = [];
  let sequence = 0;
  return {
    add(message, state, details = {}) {
      sequence += 1;
      entries.push({ sequence, time: clock.now(), state, message, details });
      if (entries.length > keptEntries) entries.shift();
    },
    page(query) {
      const oldest = clock.now() - retentionMs;
      const found = entries.filter((entry) => entry.time >= oldest && matches(query, entry)).toReversed();
      const { items, cursor } = takePage(found, query);
      return { entries: items.map(presentEntry), cursor };
    },
  };
}

function presentEntry({ time, state, message, details }: Entry): object {
  return {
    time,
    state,
    messageId: message.id,
    url: message.url,
    ...details,
    topicName: message.topicName,
    endpointName: message.endpointName,
    header: presentHeaders(message),
    ...(message.settings.redact.body ? {} : presentBytes("body", message.body)),
    queueName: message.settings.queueName,
    scheduleId: message.scheduleId,
    ...presentLabels(message.settings.labels),
  };
}

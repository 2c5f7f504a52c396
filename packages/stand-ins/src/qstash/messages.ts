import { isPending, type Attempt, type Message, type State } from "./message.ts";

/** A message for an overview page. It carries no header at all, so no secret. */
export interface MessageOverview {
  readonly id: string;
  readonly url: string;
  readonly label: string | undefined;
  readonly state: State;
  readonly attempts: readonly Attempt[];
  /** Ids of the messages that carried its results so far. */
  readonly callbacks: readonly string[];
  /** The message whose result this one carries. */
  readonly callbackOf: string | undefined;
  /** Unix ms. */
  readonly createdAt: number;
  /** The first 500 characters of the body. */
  readonly preview: string;
}

/** Every pending message and the newest finished ones. */
export interface Messages {
  add(message: Message): void;
  /** A pending message; hosted QStash also forgets one soon after its end. */
  findPending(id: string): Message | undefined;
  pending(): Message[];
  /** Newest first. */
  overview(): MessageOverview[];
}

const keptMessages = 1000;

/** An empty store. */
export function createMessages(): Messages {
  let all: Message[] = [];

  function forgetOldest(): void {
    if (all.length < 2 * keptMessages) return;
    all = all.filter((message, index) => isPending(message) || index >= all.length - keptMessages);
  }

  return {
    add(message) {
      all.push(message);
      forgetOldest();
    },
    findPending: (id) => all.find((message) => message.id === id && isPending(message)),
    pending: () => all.filter(isPending),
    overview: () => all.map(presentOverview).toReversed(),
  };
}

function presentOverview(message: Message): MessageOverview {
  const { id, url, state, attempts, callbacks, callbackOf, createdAt, preview, settings } = message;
  return {
    id,
    url,
    label: settings.labels.length > 0 ? settings.labels.join(",") : undefined,
    state,
    attempts: [...attempts],
    callbacks: [...callbacks],
    callbackOf,
    createdAt,
    preview,
  };
}

import { ProblemError } from "@alva/contracts/problem-error";

/** What became of something that was sent: taken, refused for good, or to be sent again later. */
export type Sent<Answer> =
  | { readonly kind: "taken"; readonly answer: Answer }
  | { readonly kind: "refused"; readonly problem: ProblemError }
  | { readonly kind: "later"; readonly afterSeconds: number | undefined };

/** Sends something, and sorts failures into those that another try may mend and those that it cannot. */
export async function attempt<Answer>(send: () => Promise<Answer>): Promise<Sent<Answer>> {
  try {
    return { kind: "taken", answer: await send() };
  } catch (error) {
    if (error instanceof ProblemError && isForGood(error)) return { kind: "refused", problem: error };
    return {
      kind: "later",
      afterSeconds: error instanceof ProblemError ? error.retryAfterSeconds : undefined,
    };
  }
}

/** A session that ended, a pause that was asked for and a server in trouble say nothing about what was sent. */
function isForGood({ status }: ProblemError): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

interface Queue<Item, Answer> {
  /** The first that waits, read anew each time: another tab may have put something in or sent it. */
  readonly first: () => Promise<Item | undefined>;
  readonly send: (item: Item) => Promise<Answer>;
  /** Hears of each before it leaves the queue, so that it is never in neither place. */
  readonly settle: (item: Item, sent: Exclude<Sent<Answer>, { kind: "later" }>) => Promise<void>;
  readonly remove: (item: Item) => Promise<void>;
}

/**
 * Sends what waits, one after the other in its order, until nothing does or something has to wait longer. One that is sent
 * twice, since the browser was closed between its answer and its removal, is harmless: its operation id is the same.
 */
export async function sendQueue<Item, Answer>(
  queue: Queue<Item, Answer>,
): Promise<{ readonly isEmpty: boolean; readonly sent: number; readonly afterSeconds: number | undefined }> {
  for (let sent = 0; ; sent += 1) {
    const item = await queue.first();
    if (item === undefined) return { isEmpty: true, sent, afterSeconds: undefined };
    const outcome = await attempt(() => queue.send(item));
    if (outcome.kind === "later") return { isEmpty: false, sent, afterSeconds: outcome.afterSeconds };
    await queue.settle(item, outcome);
    await queue.remove(item);
  }
}

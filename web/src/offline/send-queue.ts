import { ProblemError } from "@alva/contracts/problem-error";

/** An answer that another try cannot mend: taken, or refused for good. */
export type Answered<Answer> =
  | { readonly kind: "taken"; readonly answer: Answer }
  | { readonly kind: "refused"; readonly problem: ProblemError };

/** What became of something that was sent: answered, or to be sent again later. */
export type Sent<Answer> =
  | Answered<Answer>
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
  /** The most that are sent together. */
  readonly most: number;
  /** The first that wait, read anew each time: another tab may have put something in or sent it. */
  readonly take: (most: number) => Promise<readonly Item[]>;
  /** Sends some together; gives an answer for each, in their order. */
  readonly send: (items: readonly Item[]) => Promise<readonly Answered<Answer>[]>;
  /** Hears of them before they leave the queue, so that none is ever in neither place. */
  readonly settle: (answered: readonly Settled<Item, Answer>[]) => Promise<void>;
  readonly remove: (items: readonly Item[]) => Promise<void>;
}

/** Something that was sent, and its answer. */
export interface Settled<Item, Answer> {
  readonly item: Item;
  readonly answered: Answered<Answer>;
}

/**
 * Sends what waits in its order, many together, until nothing does or something has to wait longer. One that is sent twice, since
 * the browser was closed between its answer and its removal, is harmless: its operation id is the same. When a request is refused
 * as a whole, one of those in it cannot be read; each is then sent alone, so that the others do not go with it.
 */
export async function sendQueue<Item, Answer>(
  queue: Queue<Item, Answer>,
): Promise<{ readonly isEmpty: boolean; readonly sent: number; readonly afterSeconds: number | undefined }> {
  let sent = 0;
  let alone = 0;
  for (;;) {
    const items = await queue.take(alone > 0 ? 1 : queue.most);
    if (items.length === 0) return { isEmpty: true, sent, afterSeconds: undefined };
    const outcome = await attempt(() => queue.send(items));
    if (outcome.kind === "later") return { isEmpty: false, sent, afterSeconds: outcome.afterSeconds };
    if (outcome.kind === "refused" && items.length > 1) {
      alone = items.length;
      continue;
    }
    const answers = outcome.kind === "taken" ? outcome.answer : [outcome];
    const settled = answers.flatMap((answered, index) => {
      const item = items[index];
      return item === undefined ? [] : [{ item, answered }];
    });
    await queue.settle(settled);
    await queue.remove(settled.map(({ item }) => item));
    sent += settled.length;
    alone = Math.max(0, alone - 1);
  }
}

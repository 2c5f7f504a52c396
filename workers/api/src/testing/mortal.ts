import { AsyncLocalStorage } from "node:async_hooks";

/** Where a worker dies: before its next request to the outside, or once that was sent and before its answer came. */
export interface Death {
  /** Requests to the outside that still go through whole. */
  readonly after: number;
  readonly lastIsSent: boolean;
}

interface Life {
  readonly death: Death;
  readonly end: () => void;
  requests: number;
}

const lives = new AsyncLocalStorage<Life>();
const send = globalThis.fetch;

// Everything that a worker does to the outside is a fetch. The life that began it goes with it through every await.
globalThis.fetch = async (input, init) => {
  const life = lives.getStore();
  if (!life) return send(input, init);
  life.requests += 1;
  const { after, lastIsSent } = life.death;
  if (life.requests <= after) return send(input, init);
  if (life.requests === after + 1 && lastIsSent) await send(input, init);
  life.end();
  return new Promise<never>(() => undefined);
};

/** Runs work that dies there, its background work too. Resolves when it is done or dead. */
export async function runMortal(death: Death, work: () => Promise<unknown>): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  await lives.run({ death, end, requests: 0 }, () => Promise.race([work(), ended]));
}

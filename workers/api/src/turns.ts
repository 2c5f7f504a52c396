/** Runs work when its turn comes. Resolves and rejects as the work does. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Connections that Cloudflare keeps open for one invocation; what goes beyond waits without our knowing. */
const connections = 6;

/** Turns that several parts share: at most `places` of all their work runs at once, in the order in which it came. */
export function createTurns(places = connections): InTurn {
  const waiting: (() => void)[] = [];
  let free = places;
  return async function inTurn(work) {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

import { type Args, RedisError } from "./engine/engine.ts";

// Over REST all requests share a connection: these would block it, change its state, or take it away from the others.
const refused = new Set(
  [
    "BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF",
    "MULTI EXEC DISCARD WATCH UNWATCH",
    "SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR",
    "AUTH HELLO SELECT CLIENT QUIT RESET READONLY READWRITE ASKING",
    "SHUTDOWN SYNC PSYNC REPLICAOF SLAVEOF FAILOVER",
  ].flatMap((line) => line.split(" ")),
);

/** What the client hears for a command that is not available over REST; undefined for all others. */
export function refuseCommand([name = Buffer.of(), ...args]: Args): RedisError | undefined {
  const upper = name.toString("latin1").toUpperCase();
  const blocks =
    (upper === "XREAD" || upper === "XREADGROUP") &&
    args.some((arg) => arg.toString("latin1").toUpperCase() === "BLOCK");
  if (!blocks && !refused.has(upper)) return undefined;
  return new RedisError(`ERR Command is not available: '${upper}'. It needs a connection of its own.`);
}

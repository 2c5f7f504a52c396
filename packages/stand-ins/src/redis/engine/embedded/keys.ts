import { RedisError } from "../engine.ts";
import {
  type Command,
  type CommandTable,
  type Database,
  ok,
  reads,
  type Result,
  Status,
  writes,
} from "./command.ts";
import { type ExpiryUnit, parseExpiry } from "./expiry.ts";
import { matcher } from "./glob.ts";
import { parseScan, scanPage } from "./scan.ts";
import type { Bytes } from "./store.ts";

/** Commands for keys of any kind. */
export const keyCommands: CommandTable = {
  DEL: writes(1, Infinity, remove),
  UNLINK: writes(1, Infinity, remove),
  EXISTS: reads(1, Infinity, ({ store }, keys) => keys.filter((key) => store.has(key)).length),
  TYPE: reads(1, 1, ({ store }, [key = ""]) => new Status(store.kind(key) ?? "none")),
  EXPIRE: expire("EX"),
  PEXPIRE: expire("PX"),
  EXPIREAT: expire("EXAT"),
  PEXPIREAT: expire("PXAT"),
  TTL: reads(1, 1, (database, [key = ""]) => remaining(database, key, 1000)),
  PTTL: reads(1, 1, (database, [key = ""]) => remaining(database, key, 1)),
  PERSIST: writes(1, 1, ({ store }, [key = ""]) => {
    if (store.expiry(key) === undefined) return 0;
    store.setExpiry(key, undefined);
    return 1;
  }),
  RENAME: writes(2, 2, ({ store }, [from = "", to = ""]) => {
    if (!store.rename(from, to)) throw new RedisError("ERR no such key");
    return ok;
  }),
  KEYS: reads(1, 1, ({ store }, [pattern = ""]) => store.keys().filter(matcher(pattern))),
  SCAN: reads(1, Infinity, ({ store }, args) => {
    const { matches, kind } = parseScan(args);
    return scanPage(
      store.keys().filter((key) => matches(key) && (kind === undefined || store.kind(key) === kind)),
    );
  }),
  DBSIZE: reads(0, 0, ({ store }) => store.keys().length),
  FLUSHDB: writes(0, 1, clear),
  FLUSHALL: writes(0, 1, clear),
};

function remove({ store }: Database, keys: readonly Bytes[]): Result {
  return keys.filter((key) => store.delete(key)).length;
}

function clear({ store }: Database): Result {
  store.clear();
  return ok;
}

/** -2 when there is no such key, -1 when it does not expire. TTL rounds to the nearest second. */
function remaining({ store }: Database, key: Bytes, unitMs: number): number {
  if (!store.has(key)) return -2;
  const expiresAt = store.expiry(key);
  return expiresAt === undefined ? -1 : Math.round((expiresAt - Date.now()) / unitMs);
}

function expire(unit: ExpiryUnit): Command {
  return writes(2, 3, ({ store }, [key = "", amount = "", condition]) => {
    const next = parseExpiry(unit, amount);
    const allowed = condition === undefined || allows(condition, store.expiry(key), next);
    if (!allowed || !store.has(key)) return 0;
    if (next <= Date.now()) store.delete(key);
    else store.setExpiry(key, next);
    return 1;
  });
}

/** Without an expiry a key counts as one that ends never. */
function allows(condition: string, current: number | undefined, next: number): boolean {
  switch (condition.toUpperCase()) {
    case "NX":
      return current === undefined;
    case "XX":
      return current !== undefined;
    case "GT":
      return next > (current ?? Infinity);
    case "LT":
      return next < (current ?? Infinity);
    default:
      throw new RedisError(`ERR Unsupported option ${condition}`);
  }
}

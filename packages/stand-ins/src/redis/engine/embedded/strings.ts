import { RedisError } from "../engine.ts";
import {
  checkSum,
  formatFloating,
  pairs,
  parseCount,
  parseFloating,
  parseInteger,
  syntaxError,
} from "./arguments.ts";
import { type Command, type CommandTable, type Database, ok, reads, type Result, writes } from "./command.ts";
import { type ExpiryUnit, isExpiryUnit, parseFutureExpiry } from "./expiry.ts";
import type { Bytes, Store } from "./store.ts";

/** Commands for plain values and counters. */
export const stringCommands: CommandTable = {
  GET: reads(1, 1, ({ store }, [key = ""]) => store.read(key, "string") ?? null),
  SET: writes(2, Infinity, set),
  SETNX: writes(2, 2, ({ store }, [key = "", value = ""]) => {
    if (store.has(key)) return 0;
    store.write(key, { kind: "string", value });
    return 1;
  }),
  SETEX: setUntil("EX", "setex"),
  PSETEX: setUntil("PX", "psetex"),
  GETSET: writes(2, 2, ({ store }, [key = "", value = ""]) => {
    const old = store.read(key, "string") ?? null;
    store.write(key, { kind: "string", value });
    return old;
  }),
  GETDEL: writes(1, 1, ({ store }, [key = ""]) => {
    const old = store.read(key, "string") ?? null;
    store.delete(key);
    return old;
  }),
  GETEX: writes(1, 3, ({ store }, [key = "", option, amount]) => {
    const name = option?.toUpperCase() ?? "";
    const timed = amount !== undefined && isExpiryUnit(name);
    const persists = amount === undefined && name === "PERSIST";
    if (option !== undefined && !timed && !persists) throw syntaxError();
    const value = store.read(key, "string") ?? null;
    if (value === null) return null;
    if (timed) store.setExpiry(key, parseFutureExpiry(name, amount, "getex"));
    if (persists) store.setExpiry(key, undefined);
    return value;
  }),
  MGET: reads(1, Infinity, ({ store }, keys) =>
    keys.map((key) => (store.kind(key) === "string" ? (store.read(key, "string") ?? null) : null)),
  ),
  MSET: writes(2, Infinity, ({ store }, args) => {
    if (args.length % 2 === 1) throw new RedisError("ERR wrong number of arguments for 'mset' command");
    for (const [key, value] of pairs(args)) store.write(key, { kind: "string", value });
    return ok;
  }),
  APPEND: writes(2, 2, ({ store }, [key = "", suffix = ""]) => {
    const value = (store.read(key, "string") ?? "") + suffix;
    replace(store, key, value);
    return value.length;
  }),
  STRLEN: reads(1, 1, ({ store }, [key = ""]) => store.read(key, "string")?.length ?? 0),
  GETRANGE: reads(3, 3, ({ store }, [key = "", start = "", stop = ""]) =>
    substring(store.read(key, "string") ?? "", parseCount(start), parseCount(stop)),
  ),
  INCR: writes(1, 1, (database, [key = ""]) => add(database, key, 1n)),
  DECR: writes(1, 1, (database, [key = ""]) => add(database, key, -1n)),
  INCRBY: writes(2, 2, (database, [key = "", step = ""]) => add(database, key, parseInteger(step))),
  DECRBY: writes(2, 2, (database, [key = "", step = ""]) => add(database, key, -parseInteger(step))),
  INCRBYFLOAT: writes(2, 2, ({ store }, [key = "", step = ""]) => {
    const sum = formatFloating(parseFloating(store.read(key, "string") ?? "0") + parseFloating(step));
    replace(store, key, sum);
    return sum;
  }),
};

function set({ store }: Database, [key = "", value = "", ...options]: readonly Bytes[]): Result {
  const { condition, answersOld, keepsExpiry, expiresAt } = parseSetOptions(options);
  const old = answersOld ? (store.read(key, "string") ?? null) : null;
  const refused = condition !== undefined && store.has(key) === (condition === "NX");
  if (!refused) store.write(key, { kind: "string", value }, keepsExpiry ? store.expiry(key) : expiresAt);
  if (answersOld) return old;
  return refused ? null : ok;
}

/** `[NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]`, in any order. */
function parseSetOptions(options: readonly Bytes[]) {
  let condition: "NX" | "XX" | undefined;
  let answersOld = false;
  let keepsExpiry = false;
  let expiresAt: number | undefined;
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index]?.toUpperCase() ?? "";
    const untimed = !keepsExpiry && expiresAt === undefined;
    if ((option === "NX" || option === "XX") && condition === undefined) condition = option;
    else if (option === "GET") answersOld = true;
    else if (option === "KEEPTTL" && untimed) keepsExpiry = true;
    else if (isExpiryUnit(option) && untimed) {
      index += 1;
      const amount = options[index];
      if (amount === undefined) throw syntaxError();
      expiresAt = parseFutureExpiry(option, amount, "set");
    } else throw syntaxError();
  }
  return { condition, answersOld, keepsExpiry, expiresAt };
}

function setUntil(unit: ExpiryUnit, name: string): Command {
  return writes(3, 3, ({ store }, [key = "", amount = "", value = ""]) => {
    store.write(key, { kind: "string", value }, parseFutureExpiry(unit, amount, name));
    return ok;
  });
}

/** Unlike in lists, an end before the first byte means the first byte. */
function substring(value: Bytes, start: number, stop: number): Bytes {
  if (start < 0 && stop < start) return "";
  const [from, to] = [start, stop].map((index) => Math.max(index < 0 ? value.length + index : index, 0));
  return value.slice(from, (to ?? 0) + 1);
}

function add({ store }: Database, key: Bytes, step: bigint): Result {
  const sum = checkSum(parseInteger(store.read(key, "string") ?? "0") + step);
  replace(store, key, String(sum));
  return Number(sum);
}

/** Changes a value and keeps its expiry. */
function replace(store: Store, key: Bytes, value: Bytes): void {
  store.write(key, { kind: "string", value }, store.expiry(key));
}

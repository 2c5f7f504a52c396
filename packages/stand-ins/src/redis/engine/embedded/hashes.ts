import { RedisError } from "../engine.ts";
import { checkSum, formatFloating, pairs, parseFloating, parseInteger } from "./arguments.ts";
import { type Command, type CommandTable, ok, reads, type Result, writes } from "./command.ts";
import { parseScan, scanPage } from "./scan.ts";
import type { Bytes, Store } from "./store.ts";

/** Commands for hashes. Their replies are flat lists: field, value, field, value. */
export const hashCommands: CommandTable = {
  HSET: setFields("hset", (created) => created),
  HMSET: setFields("hmset", () => ok),
  HSETNX: writes(3, 3, ({ store }, [key = "", field = "", value = ""]) => {
    const hash = open(store, key);
    if (hash.has(field)) return 0;
    hash.set(field, value);
    return 1;
  }),
  HGET: reads(2, 2, ({ store }, [key = "", field = ""]) => store.read(key, "hash")?.get(field) ?? null),
  HMGET: reads(2, Infinity, ({ store }, [key = "", ...fields]) => {
    const hash = store.read(key, "hash");
    return fields.map((field) => hash?.get(field) ?? null);
  }),
  HGETALL: reads(1, 1, ({ store }, [key = ""]) => [...(store.read(key, "hash") ?? [])].flat()),
  HKEYS: reads(1, 1, ({ store }, [key = ""]) => [...(store.read(key, "hash")?.keys() ?? [])]),
  HVALS: reads(1, 1, ({ store }, [key = ""]) => [...(store.read(key, "hash")?.values() ?? [])]),
  HLEN: reads(1, 1, ({ store }, [key = ""]) => store.read(key, "hash")?.size ?? 0),
  HEXISTS: reads(2, 2, ({ store }, [key = "", field = ""]) =>
    Number(store.read(key, "hash")?.has(field) ?? false),
  ),
  HDEL: writes(2, Infinity, ({ store }, [key = "", ...fields]) => {
    const hash = store.read(key, "hash");
    const removed = fields.filter((field) => hash?.delete(field)).length;
    store.tidy(key);
    return removed;
  }),
  HINCRBY: writes(3, 3, ({ store }, [key = "", field = "", step = ""]) => {
    const sum = checkSum(parseInteger(store.read(key, "hash")?.get(field) ?? "0") + parseInteger(step));
    open(store, key).set(field, String(sum));
    return Number(sum);
  }),
  HINCRBYFLOAT: writes(3, 3, ({ store }, [key = "", field = "", step = ""]) => {
    const sum = parseFloating(store.read(key, "hash")?.get(field) ?? "0") + parseFloating(step);
    open(store, key).set(field, formatFloating(sum));
    return formatFloating(sum);
  }),
  HSCAN: reads(2, Infinity, ({ store }, [key = "", ...args]) => {
    const { matches } = parseScan(args);
    return scanPage([...(store.read(key, "hash") ?? [])].filter(([field]) => matches(field)).flat());
  }),
};

function setFields(name: string, answer: (created: number) => Result): Command {
  return writes(3, Infinity, ({ store }, [key = "", ...args]) => {
    if (args.length % 2 === 1) throw new RedisError(`ERR wrong number of arguments for '${name}' command`);
    const hash = open(store, key);
    const before = hash.size;
    for (const [field, value] of pairs(args)) hash.set(field, value);
    return answer(hash.size - before);
  });
}

function open(store: Store, key: Bytes): Map<Bytes, Bytes> {
  const existing = store.read(key, "hash");
  if (existing) return existing;
  const value = new Map<Bytes, Bytes>();
  store.write(key, { kind: "hash", value });
  return value;
}

import { RedisError } from "../engine.ts";
import { parseCount, sliceInclusive } from "./arguments.ts";
import { type Command, type CommandTable, ok, reads, writes } from "./command.ts";
import type { Bytes, Store } from "./store.ts";

/** Commands for lists. */
export const listCommands: CommandTable = {
  LPUSH: push("left"),
  RPUSH: push("right"),
  LPOP: pop("left"),
  RPOP: pop("right"),
  LLEN: reads(1, 1, ({ store }, [key = ""]) => store.read(key, "list")?.length ?? 0),
  LRANGE: reads(3, 3, ({ store }, [key = "", start = "", stop = ""]) =>
    sliceInclusive(store.read(key, "list") ?? [], parseCount(start), parseCount(stop)),
  ),
  LINDEX: reads(
    2,
    2,
    ({ store }, [key = "", index = ""]) => store.read(key, "list")?.at(parseCount(index)) ?? null,
  ),
  LTRIM: writes(3, 3, ({ store }, [key = "", start = "", stop = ""]) => {
    const [from, to] = [parseCount(start), parseCount(stop)];
    const list = store.read(key, "list");
    list?.splice(0, list.length, ...sliceInclusive(list, from, to));
    store.tidy(key);
    return ok;
  }),
  LSET: writes(3, 3, ({ store }, [key = "", index = "", value = ""]) => {
    const list = store.read(key, "list");
    if (!list) throw new RedisError("ERR no such key");
    const position = parseCount(index);
    if (list.at(position) === undefined) throw new RedisError("ERR index out of range");
    list.splice(position, 1, value);
    return ok;
  }),
  LREM: writes(3, 3, ({ store }, [key = "", count = "", value = ""]) => {
    const list = store.read(key, "list") ?? [];
    const limit = parseCount(count);
    const found = list.flatMap((item, index) => (item === value ? [index] : []));
    const chosen = limit < 0 ? found.slice(limit) : found.slice(0, limit === 0 ? undefined : limit);
    for (const index of chosen.toReversed()) list.splice(index, 1);
    store.tidy(key);
    return chosen.length;
  }),
};

type End = "left" | "right";

function push(end: End): Command {
  return writes(2, Infinity, ({ store }, [key = "", ...items]) => {
    const list = open(store, key);
    if (end === "left") list.unshift(...items.toReversed());
    else list.push(...items);
    return list.length;
  });
}

function pop(end: End): Command {
  return writes(1, 2, ({ store }, [key = "", count]) => {
    const amount = count === undefined ? 1 : parseCount(count);
    if (amount < 0) throw new RedisError("ERR value is out of range, must be positive");
    const list = store.read(key, "list");
    if (!list) return null;
    const taken =
      end === "left" ? list.splice(0, amount) : list.splice(Math.max(list.length - amount, 0)).toReversed();
    store.tidy(key);
    return count === undefined ? (taken[0] ?? null) : taken;
  });
}

function open(store: Store, key: Bytes): Bytes[] {
  const existing = store.read(key, "list");
  if (existing) return existing;
  const value: Bytes[] = [];
  store.write(key, { kind: "list", value });
  return value;
}

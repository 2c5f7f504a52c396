import { type CommandTable, type Database, reads, type Result, writes } from "./command.ts";
import { parseCount } from "./arguments.ts";
import { parseScan, scanPage } from "./scan.ts";
import type { Bytes, Store } from "./store.ts";

/** Commands for sets. */
export const setCommands: CommandTable = {
  SADD: writes(2, Infinity, ({ store }, [key = "", ...members]) => {
    const set = open(store, key);
    const before = set.size;
    for (const member of members) set.add(member);
    return set.size - before;
  }),
  SREM: writes(2, Infinity, ({ store }, [key = "", ...members]) => {
    const set = store.read(key, "set");
    const removed = members.filter((member) => set?.delete(member)).length;
    store.tidy(key);
    return removed;
  }),
  SMEMBERS: reads(1, 1, ({ store }, [key = ""]) => [...members(store, key)]),
  SISMEMBER: reads(2, 2, ({ store }, [key = "", member = ""]) => Number(members(store, key).has(member))),
  SMISMEMBER: reads(2, Infinity, ({ store }, [key = "", ...asked]) => {
    const set = members(store, key);
    return asked.map((member) => Number(set.has(member)));
  }),
  SCARD: reads(1, 1, ({ store }, [key = ""]) => members(store, key).size),
  SPOP: writes(1, 2, pop),
  SINTER: reads(1, Infinity, ({ store }, [key = "", ...others]) => {
    const sets = others.map((other) => members(store, other));
    return [...members(store, key)].filter((member) => sets.every((set) => set.has(member)));
  }),
  SUNION: reads(1, Infinity, ({ store }, keys) => [
    ...new Set(keys.flatMap((key) => [...members(store, key)])),
  ]),
  SDIFF: reads(1, Infinity, ({ store }, [key = "", ...others]) => {
    const sets = others.map((other) => members(store, other));
    return [...members(store, key)].filter((member) => !sets.some((set) => set.has(member)));
  }),
  SSCAN: reads(2, Infinity, ({ store }, [key = "", ...args]) =>
    scanPage([...members(store, key)].filter(parseScan(args).matches)),
  ),
};

/** Redis takes random members; which ones is no promise, so the oldest will do. */
function pop({ store }: Database, [key = "", count]: readonly Bytes[]): Result {
  const popped = [...members(store, key)].slice(0, count === undefined ? 1 : parseCount(count));
  for (const member of popped) store.read(key, "set")?.delete(member);
  store.tidy(key);
  return count === undefined ? (popped[0] ?? null) : popped;
}

function members(store: Store, key: Bytes): Set<Bytes> {
  return store.read(key, "set") ?? new Set();
}

function open(store: Store, key: Bytes): Set<Bytes> {
  const existing = store.read(key, "set");
  if (existing) return existing;
  const value = new Set<Bytes>();
  store.write(key, { kind: "set", value });
  return value;
}

import { RedisError } from "../engine.ts";
import {
  formatFloating,
  pairs,
  parseCount,
  parseFloating,
  sliceInclusive,
  syntaxError,
} from "./arguments.ts";
import { type Command, type CommandTable, type Database, reads, type Result, writes } from "./command.ts";
import { parseScan, scanPage } from "./scan.ts";
import { parseRange, selectRange } from "./sorted-set-range.ts";
import type { Bytes, Store } from "./store.ts";

/** Commands for sorted sets. */
export const sortedSetCommands: CommandTable = {
  ZADD: writes(3, Infinity, add),
  ZINCRBY: writes(3, 3, ({ store }, [key = "", step = "", member = ""]) => {
    const score = increase(scores(store, key).get(member), parseFloating(step));
    open(store, key).set(member, score);
    return formatFloating(score);
  }),
  ZSCORE: reads(2, 2, ({ store }, [key = "", member = ""]) => scoreOrNull(scores(store, key).get(member))),
  ZMSCORE: reads(2, Infinity, ({ store }, [key = "", ...members]) =>
    members.map((member) => scoreOrNull(scores(store, key).get(member))),
  ),
  ZREM: writes(2, Infinity, ({ store }, [key = "", ...members]) => remove(store, key, members)),
  ZCARD: reads(1, 1, ({ store }, [key = ""]) => scores(store, key).size),
  ZCOUNT: reads(
    3,
    3,
    ({ store }, [key = "", low = "", high = ""]) =>
      selectRange(ranked(store, key), parseRange([low, high, "BYSCORE"])).length,
  ),
  ZRANK: rank((all) => all),
  ZREVRANK: rank((all) => all.toReversed()),
  ZRANGE: range([]),
  ZREVRANGE: range(["REV"]),
  ZRANGEBYSCORE: range(["BYSCORE"]),
  ZREVRANGEBYSCORE: range(["BYSCORE", "REV"]),
  ZREMRANGEBYSCORE: writes(3, 3, ({ store }, [key = "", low = "", high = ""]) => {
    const chosen = selectRange(ranked(store, key), parseRange([low, high, "BYSCORE"]));
    return remove(
      store,
      key,
      chosen.map(([member]) => member),
    );
  }),
  ZREMRANGEBYRANK: writes(3, 3, ({ store }, [key = "", start = "", stop = ""]) => {
    const chosen = sliceInclusive(ranked(store, key), parseCount(start), parseCount(stop));
    return remove(
      store,
      key,
      chosen.map(([member]) => member),
    );
  }),
  ZPOPMIN: pop((all) => all),
  ZPOPMAX: pop((all) => all.toReversed()),
  ZUNION: reads(2, Infinity, union),
  ZSCAN: reads(2, Infinity, ({ store }, [key = "", ...args]) => {
    const { matches } = parseScan(args);
    return scanPage(flatten(ranked(store, key).filter(([member]) => matches(member))));
  }),
};

/** A member and its score. */
export type Scored = readonly [member: Bytes, score: number];

/** `ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member …]` */
function add({ store }: Database, [key = "", ...args]: readonly Bytes[]): Result {
  const options = new Set<string>();
  let index = 0;
  for (; /^(nx|xx|gt|lt|ch|incr)$/i.test(args[index] ?? ""); index += 1)
    options.add(args[index]?.toUpperCase() ?? "");
  const given = pairs(args.slice(index)).map(([score, member]): Scored => [member, parseFloating(score)]);
  const increments = options.has("INCR");
  if (given.length === 0 || (increments && given.length > 1)) throw syntaxError();

  const set = scores(store, key);
  let added = 0;
  let changed = 0;
  let last: number | undefined;
  for (const [member, amount] of given) {
    const current = set.get(member);
    last = undefined;
    if (current === undefined ? options.has("XX") : options.has("NX")) continue;
    const next = increments ? increase(current, amount) : amount;
    if (current !== undefined && options.has("GT") && next <= current) continue;
    if (current !== undefined && options.has("LT") && next >= current) continue;
    set.set(member, next);
    last = next;
    if (current === undefined) added += 1;
    if (current !== next) changed += 1;
  }
  if (set.size > 0 && !store.has(key)) store.write(key, { kind: "zset", value: set });
  if (increments) return scoreOrNull(last);
  return options.has("CH") ? changed : added;
}

function increase(score: number | undefined, amount: number): number {
  const sum = (score ?? 0) + amount;
  if (Number.isNaN(sum)) throw new RedisError("ERR resulting score is not a number (NaN)");
  return sum;
}

function range(fixed: readonly Bytes[]): Command {
  return reads(3, Infinity, ({ store }, [key = "", ...args]) => {
    const parsed = parseRange([...args, ...fixed]);
    const chosen = selectRange(ranked(store, key), parsed);
    return parsed.withScores ? flatten(chosen) : chosen.map(([member]) => member);
  });
}

function rank(order: (all: Scored[]) => Scored[]): Command {
  return reads(2, 2, ({ store }, [key = "", wanted = ""]) => {
    const index = order(ranked(store, key)).findIndex(([member]) => member === wanted);
    return index === -1 ? null : index;
  });
}

function pop(order: (all: Scored[]) => Scored[]): Command {
  return writes(1, 2, ({ store }, [key = "", count = "1"]) => {
    const popped = order(ranked(store, key)).slice(0, parseCount(count));
    remove(
      store,
      key,
      popped.map(([member]) => member),
    );
    return flatten(popped);
  });
}

/** `ZUNION numkeys key [key …] [WITHSCORES]`: scores of the same member add up, `inf` and `-inf` to 0. */
function union({ store }: Database, [amount = "", ...args]: readonly Bytes[]): Result {
  const keys = args.slice(0, parseCount(amount));
  const [option, ...excess] = args.slice(keys.length);
  const withScores = option?.toUpperCase() === "WITHSCORES";
  if (keys.length === 0) throw new RedisError("ERR at least 1 input key is needed for 'zunion' command");
  if (excess.length > 0 || (option !== undefined && !withScores)) throw syntaxError();
  const sums = new Map<Bytes, number>();
  for (const [member, score] of keys.flatMap((key) => scoredMembers(store, key))) {
    const sum = (sums.get(member) ?? 0) + score;
    sums.set(member, Number.isNaN(sum) ? 0 : sum);
  }
  const result = [...sums].sort(byScore);
  return withScores ? flatten(result) : result.map(([member]) => member);
}

/** In a plain set every member counts 1. */
function scoredMembers(store: Store, key: Bytes): Scored[] {
  if (store.kind(key) !== "set") return [...scores(store, key)];
  return [...(store.read(key, "set") ?? [])].map((member): Scored => [member, 1]);
}

function remove(store: Store, key: Bytes, members: readonly Bytes[]): number {
  const set = scores(store, key);
  const removed = members.filter((member) => set.delete(member)).length;
  store.tidy(key);
  return removed;
}

function ranked(store: Store, key: Bytes): Scored[] {
  return [...scores(store, key)].sort(byScore);
}

/** Lowest score first; members of one score in byte order. */
function byScore([left, leftScore]: Scored, [right, rightScore]: Scored): number {
  if (leftScore !== rightScore) return leftScore < rightScore ? -1 : 1;
  return left < right ? -1 : 1;
}

function flatten(members: readonly Scored[]): Bytes[] {
  return members.flatMap(([member, score]) => [member, formatFloating(score)]);
}

function scoreOrNull(score: number | undefined): Bytes | null {
  return score === undefined ? null : formatFloating(score);
}

function scores(store: Store, key: Bytes): Map<Bytes, number> {
  return store.read(key, "zset") ?? new Map();
}

function open(store: Store, key: Bytes): Map<Bytes, number> {
  const existing = store.read(key, "zset");
  if (existing) return existing;
  const value = new Map<Bytes, number>();
  store.write(key, { kind: "zset", value });
  return value;
}

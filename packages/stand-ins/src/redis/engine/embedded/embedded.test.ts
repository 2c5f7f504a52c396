import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RedisEngine, RedisError, type Reply } from "../engine.ts";
import { connectRedis } from "../real.ts";
import { hasRedisServer, spawnRedisServer } from "../redis-server.ts";
import { createEmbeddedRedis } from "./embedded.ts";

const installed = hasRedisServer();
const title = installed
  ? "beside redis-server"
  : "beside redis-server: SKIPPED, there is none on the PATH to compare with";

describe.skipIf(!installed)(`the embedded engine ${title}`, () => {
  let embedded: RedisEngine;
  let real: RedisEngine;

  beforeAll(async () => {
    embedded = await createEmbeddedRedis();
    const server = await spawnRedisServer();
    real = await connectRedis({ socketPath: server.socketPath }, () => server.stop());
  });
  afterEach(async () => {
    await run(embedded, ["FLUSHALL"]);
    await run(real, ["FLUSHALL"]);
  });
  afterAll(async () => {
    await embedded.close();
    await real.close();
  });

  const families = { strings, hashes, sets, sortedSets, lists, keys };
  test.each(Object.entries(families))(
    "any sequence of commands for %s gets the same replies",
    async (_, family) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(...family()), { minLength: 1, maxLength: 25 }),
          async (commands) => {
            await run(embedded, ["FLUSHALL"]);
            await run(real, ["FLUSHALL"]);
            for (const command of commands) {
              expect([command, await run(embedded, command)]).toEqual([command, await run(real, command)]);
            }
          },
        ),
        { numRuns: 100 },
      );
    },
  );

  test("any sequence of commands as a transaction gets the same replies", async () => {
    const any = Object.values(families).flatMap((family) => family());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...any), { minLength: 1, maxLength: 10 }), async (commands) => {
        await run(embedded, ["FLUSHALL"]);
        await run(real, ["FLUSHALL"]);
        const queue = commands.map((command) => command.map((word) => Buffer.from(word)));
        const [ours, theirs] = [await embedded.transaction(queue), await real.transaction(queue)];
        expect(readableAll(ours, commands)).toEqual(readableAll(theirs, commands));
      }),
      { numRuns: 100 },
    );
  });
});

const key = fc.constantFrom("a", "b", "c");
const member = fc.constantFrom("", "m", "n", "é", "10", "-3", "text", "1.5");
const integer = fc.constantFrom("-2", "-1", "0", "1", "2", "5", "x", "9223372036854775807");
const score = fc.constantFrom("-inf", "-1", "0", "1.5", "2", "(2", "inf", "x");
const pattern = fc.oneof(
  fc.constantFrom(
    "*",
    "?",
    "??",
    "[ab]",
    "[^a]",
    "m*",
    "[a-c]",
    "[c-a]",
    "[ab",
    "[]",
    "[^]",
    "a\\",
    "[\\a-]",
  ),
  fc.string({ unit: fc.constantFrom(..."abm*?[]^\\é.$+".split("")), maxLength: 5 }),
);

type Word = string | fc.Arbitrary<string>;

/** A command whose words may be drawn. An option given as an array is there or not. */
function command(...words: (Word | Word[])[]): fc.Arbitrary<string[]> {
  const parts = words.map((word) => {
    if (!Array.isArray(word)) return drawn(word).map((text) => [text]);
    return fc.option(fc.tuple(...word.map(drawn)), { nil: [] });
  });
  return fc.tuple(...parts).map((lists) => lists.flat());
}

function drawn(word: Word): fc.Arbitrary<string> {
  return typeof word === "string" ? fc.constant(word) : word;
}

function strings() {
  const expiry = fc.constantFrom("EX", "PX");
  const seconds = fc.constantFrom("100000", "0", "-1", "x");
  return [
    command("SET", key, member, [fc.constantFrom("NX", "XX", "GET", "KEEPTTL", "WRONG")], [expiry, seconds]),
    command("GET", key),
    command("SETNX", key, member),
    command("SETEX", key, seconds, member),
    command("GETSET", key, member),
    command("GETDEL", key),
    command("GETEX", key, [fc.constantFrom("PERSIST", "NX")]),
    command("GETEX", key, expiry, seconds),
    command("MGET", key, key),
    command("MSET", key, member, key, member),
    command("MSET", key, member, key),
    command("APPEND", key, member),
    command("STRLEN", key),
    command("GETRANGE", key, integer, integer),
    command("INCR", key),
    command("DECR", key),
    command("INCRBY", key, integer),
    command("DECRBY", key, integer),
    command("HSET", key, member, member),
  ];
}

function hashes() {
  return [
    command("HSET", key, member, member, [member, member]),
    command("HSET", key, member, member, member),
    command("HMSET", key, member, member),
    command("HSETNX", key, member, member),
    command("HGET", key, member),
    command("HMGET", key, member, member),
    command("HGETALL", key),
    command("HKEYS", key),
    command("HVALS", key),
    command("HLEN", key),
    command("HEXISTS", key, member),
    command("HDEL", key, member, [member]),
    command("HINCRBY", key, member, fc.constantFrom("-3", "1", "x")),
    command("HINCRBYFLOAT", key, member, fc.constantFrom("1.5", "x")),
    command("HSCAN", key, "0", ["MATCH", pattern], ["COUNT", fc.constantFrom("1", "100")]),
    command("EXISTS", key),
    command("SET", key, member),
  ];
}

function sets() {
  return [
    command("SADD", key, member, [member]),
    command("SREM", key, member, [member]),
    command("SMEMBERS", key),
    command("SISMEMBER", key, member),
    command("SMISMEMBER", key, member, member),
    command("SCARD", key),
    command("SINTER", key, [key]),
    command("SUNION", key, [key]),
    command("SDIFF", key, [key]),
    command("SSCAN", key, "0", ["MATCH", pattern]),
    command("EXISTS", key),
    command("SET", key, member),
  ];
}

function sortedSets() {
  const condition = fc.constantFrom("NX", "XX", "GT", "LT");
  return [
    command("ZADD", key, [condition], ["CH"], score, member, [score, member]),
    command("ZADD", key, [condition], "INCR", score, member),
    command("ZINCRBY", key, fc.constantFrom("1", "-2.5", "x"), member),
    command("ZSCORE", key, member),
    command("ZMSCORE", key, member, member),
    command("ZREM", key, member, [member]),
    command("ZCARD", key),
    command("ZCOUNT", key, score, score),
    command("ZRANK", key, member),
    command("ZREVRANK", key, member),
    command("ZRANGE", key, integer, integer, ["REV"], ["WITHSCORES"]),
    command("ZRANGE", key, score, score, "BYSCORE", ["REV"], ["LIMIT", integer, integer], ["WITHSCORES"]),
    command("ZREVRANGE", key, integer, integer, ["WITHSCORES"]),
    command("ZRANGEBYSCORE", key, score, score, ["WITHSCORES"]),
    command("ZREVRANGEBYSCORE", key, score, score, ["LIMIT", integer, integer]),
    command("ZREMRANGEBYSCORE", key, score, score),
    command("ZREMRANGEBYRANK", key, integer, integer),
    command("ZPOPMIN", key),
    command("ZPOPMAX", key, fc.constantFrom("0", "2")),
    command("ZUNION", "2", key, key, ["WITHSCORES"]),
    command("ZSCAN", key, "0", ["MATCH", pattern]),
    command("EXISTS", key),
    command("SET", key, member),
  ];
}

function lists() {
  return [
    command("LPUSH", key, member, [member]),
    command("RPUSH", key, member, [member]),
    command("LPOP", key, [integer]),
    command("RPOP", key, [integer]),
    command("LLEN", key),
    command("LRANGE", key, integer, integer),
    command("LINDEX", key, integer),
    command("LSET", key, integer, member),
    command("LTRIM", key, integer, integer),
    command("LREM", key, integer, member),
    command("EXISTS", key),
    command("SET", key, member),
  ];
}

function keys() {
  const condition = fc.constantFrom("NX", "XX", "GT", "LT", "WRONG");
  const seconds = fc.constantFrom("100000", "200000", "0", "-1", "x");
  return [
    command("SET", key, member),
    // Not beside the large integers above: Redis adds with 80 bits, JavaScript with 64.
    command("INCRBYFLOAT", key, fc.constantFrom("1.5", "-2", "x")),
    command("SADD", key, member),
    command("DEL", key, [key]),
    command("UNLINK", key),
    command("EXISTS", key, key),
    command("TYPE", key),
    command("EXPIRE", key, seconds, [condition]),
    command("PEXPIRE", key, seconds, [condition]),
    command("EXPIREAT", key, fc.constantFrom("1", "99999999999"), [condition]),
    command("PEXPIREAT", key, fc.constantFrom("1", "99999999999999")),
    command("TTL", key),
    command("PERSIST", key),
    command("RENAME", key, key),
    command("KEYS", pattern),
    command("SCAN", "0", ["MATCH", pattern], ["TYPE", fc.constantFrom("string", "set", "hash")]),
    command("DBSIZE"),
    command("PING", [member]),
    command("ECHO", member),
    command("GET"),
    command("NOSUCH", member),
    command("PUBLISH", key, member),
    command("FLUSHDB"),
  ];
}

async function run(engine: RedisEngine, words: readonly string[]): Promise<unknown> {
  return readable(await engine.command(words.map((word) => Buffer.from(word))), words);
}

function readableAll(replies: readonly Reply[] | RedisError, commands: readonly string[][]): unknown {
  if (replies instanceof RedisError) return replies.message;
  return replies.map((reply, index) => readable(reply, commands[index] ?? []));
}

// Redis promises no order for these. A reply of pairs is compared as pairs.
const unordered = new Set([
  "SMEMBERS",
  "SINTER",
  "SUNION",
  "SDIFF",
  "SSCAN",
  "KEYS",
  "SCAN",
  "HKEYS",
  "HVALS",
]);
const unorderedPairs = new Set(["HGETALL", "HSCAN"]);

/** A command's reply as something that compares. */
function readable(reply: Reply, command: readonly string[]): unknown {
  if (Buffer.isBuffer(reply)) return reply.toString("utf8");
  // Which of two faults is named first is no promise.
  if (reply instanceof RedisError) return "refused";
  // Beyond 2^53 a number is not exact in JSON either.
  if (typeof reply === "number") return Number.isSafeInteger(reply) ? reply : "large";
  if (reply === null) return null;
  const parts = reply.map((part) => readable(part, command));
  const isPage = Array.isArray(parts[1]);
  const name = command[0] ?? "";
  if (unorderedPairs.has(name) && !isPage) return inPairs(parts).sort();
  return unordered.has(name) && !isPage ? parts.map(String).sort() : parts;
}

function inPairs(parts: readonly unknown[]): string[] {
  return Array.from(
    { length: parts.length / 2 },
    (_, index) => `${String(parts[index * 2])}=${String(parts[index * 2 + 1])}`,
  );
}

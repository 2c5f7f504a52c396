import { createHash } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StandIn } from "../server.ts";
import { enginesUnderTest } from "./engines-under-test.ts";
import { startRedis } from "./start.ts";

const token = "scripts-test-token";
const sha1 = (source: string): string => createHash("sha1").update(source).digest("hex");

for (const { engine, title, available } of enginesUnderTest) {
  describe.skipIf(!available)(`scripts ${title}`, () => {
    let standIn: StandIn;
    let redis: Redis;

    beforeAll(async () => {
      standIn = await startRedis({ token, engine });
      redis = new Redis({ url: standIn.url, token, enableTelemetry: false, automaticDeserialization: false });
    });
    afterAll(() => standIn.close());

    test.each([
      ["an integer", "return 7", 7],
      ["a fraction, cut", "return 3.99", 3],
      ["a negative fraction, cut towards zero", "return -3.99", -3],
      ["a large whole number", "return 1732409999123 * 1000", 1732409999123000],
      ["true", "return true", 1],
      ["false", "return false", null],
      ["nil", "return nil", null],
      ["text", "return 'bar1'", "bar1"],
      ["bytes", "return #'\\0\\255é'", 4],
      ["text that is not ASCII", "return ARGV[1] .. string.sub(ARGV[1], 1, 2)", "éé"],
      ["a list up to its first nil", "return {1, 'a', nil, 'b'}", [1, "a"]],
      ["a nested list", "return {{'a', {2.5}}, false, true}", [["a", [2]], null, 1]],
      ["a status", "return redis.status_reply('FINE')", "FINE"],
      ["a status of a command", "return redis.call('SET', 'k', 'v')", "OK"],
      ["a missing key, which is false", "return redis.call('GET', 'none') == false", 1],
      [
        "missing fields, which are false",
        "local v = redis.call('HMGET', 'none', 'a', 'b') return {#v, v[1] == false}",
        [2, 1],
      ],
      ["a status inside the script", "return redis.call('SET', 'k', 'v').ok", "OK"],
      [
        "a flat hash",
        "redis.call('HSET', 'h', 'a', 1, 'b', 2.5) return redis.call('HGETALL', 'h')",
        ["a", "1", "b", "2.5"],
      ],
      ["a type", "redis.call('SET', 'k', 'v') return redis.call('TYPE', 'k').ok", "string"],
      ["text as a number", "return tonumber('12') + tonumber('0.5') * 2 + '3'", 16],
      ["a whole float as text", "return tostring(10 / 2)", "5"],
      ["a whole float as an argument", "return redis.call('ECHO', 10 / 2)", "5"],
      ["a remainder of text", "return (ARGV[2] % '7') * 10", 50],
      ["no number", "return tonumber('x') == nil", 1],
      ["names of Lua 5.1", "return {unpack({1, 2}), math.pow(2, 3), table.getn({1, 1})}", [1, 8, 2]],
      ["an error caught", "local e = redis.pcall('INCR', KEYS[1], 'x', 'y') return e.err ~= nil", 1],
      [
        "JSON",
        `local j = cjson.decode('{"a":[1,"é",null]}') return {j.a[1], j.a[2], j.a[3] == cjson.null}`,
        [1, "é", 1],
      ],
      ["KEYS and ARGV", "return {KEYS[1], ARGV[1], #KEYS, #ARGV}", ["key", "é", 1, 2]],
    ])("a script may answer %s", async (_, script, result) => {
      expect(await redis.eval(script, ["key"], ["é", "12"])).toEqual(result);
    });

    test.each([
      ["a command's error", "return redis.call('INCR', KEYS[1], 'too', 'many')", /ERR wrong number of arg/i],
      ["an unknown command", "return redis.call('NOSUCH')", /ERR unknown/i],
      ["a script within a script", "return redis.call('EVAL', 'return 1', 0)", /ERR/],
      ["error()", "error('no luck')", /no luck/],
      ["an error reply", "return redis.error_reply('MINE own')", /MINE own/],
      ["an error table", "return {err = 'MINE own'}", /MINE own/],
      ["source that does not compile", "return return", /ERR Error compiling script/],
      ["a global variable", "x = 1", /ERR .*readonly table/],
      ["a global that is not there", "return nothing", /nonexistent global variable 'nothing'/],
      ["the operating system", "return os.execute('true')", /ERR/],
      [
        "a write declared not to happen",
        "#!lua flags=no-writes\nreturn redis.call('SET', 'k', 'v')",
        /Write commands are not allowed/,
      ],
    ])("%s is an error of the script", async (_, script, error) => {
      await expect(redis.eval(script, ["key"], [])).rejects.toThrow(error);
    });

    test("a script may not write when called read-only", async () => {
      await expect(redis.evalRo("return redis.call('SET', 'k', 'v')", [], [])).rejects.toThrow(
        /Write commands/,
      );
      expect(await redis.evalRo("return redis.call('EXISTS', 'none')", [], [])).toBe(0);
    });

    test("what a script wrote before its error stays", async () => {
      await expect(redis.eval("redis.call('SET', 'kept', 'yes') error('late')", [], [])).rejects.toThrow(
        "late",
      );
      expect(await redis.get("kept")).toBe("yes");
    });

    test.each([
      "return 'plain'",
      "#!lua\nreturn 'plain'",
      "#!lua flags=allow-key-locking\nreturn 'plain'",
      "#!lua flags=no-writes,allow-key-locking\nreturn 'plain'",
    ])("the script %j is known by the digest of its own text", async (source) => {
      const sha = sha1(source);
      await redis.scriptFlush();
      await expect(redis.evalsha(sha, [], [])).rejects.toThrow(
        "NOSCRIPT No matching script. Please use EVAL.",
      );
      expect(await redis.eval(source, [], [])).toBe("plain");
      expect(await redis.evalsha(sha, [], [])).toBe("plain");
      expect(await redis.evalsha(sha.toUpperCase(), [], [])).toBe("plain");
      expect(await redis.evalshaRo(sha, [], [])).toBe("plain");
      expect(await redis.scriptExists(sha, sha1("other"))).toEqual([1, 0]);
      await redis.scriptFlush();
      expect(await redis.scriptExists(sha)).toEqual([0]);
      expect(await redis.scriptLoad(source)).toBe(sha);
      expect(await redis.multi().evalsha(sha, [], []).scriptExists(sha).exec()).toEqual(["plain", [1]]);
    });

    test("in one pipeline a digest finds the script that an EVAL before it brought", async () => {
      const source = "return 'fresh in this pipeline'";
      const results = await redis.pipeline().eval(source, [], []).evalsha(sha1(source), [], []).exec();
      expect(results).toEqual(["fresh in this pipeline", "fresh in this pipeline"]);
    });

    test("a script that does not compile is not kept", async () => {
      await expect(redis.scriptLoad("return return")).rejects.toThrow("Error compiling script");
      expect(await redis.scriptExists(sha1("return return"))).toEqual([0]);
    });
  });
}

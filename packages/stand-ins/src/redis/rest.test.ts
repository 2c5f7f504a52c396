import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StandIn } from "../server.ts";
import { enginesUnderTest } from "./engines-under-test.ts";
import { startRedis } from "./start.ts";

const token = "rest-test-token";
const b64 = (text: string): string => Buffer.from(text).toString("base64");

for (const { engine, title, available } of enginesUnderTest) {
  describe.skipIf(!available)(`REST ${title}`, () => {
    let standIn: StandIn;
    let redis: Redis;

    beforeAll(async () => {
      standIn = await startRedis({ token, engine });
      redis = new Redis({ url: standIn.url, token, enableTelemetry: false });
    });
    beforeEach(async () => {
      await redis.flushall();
    });
    afterAll(() => standIn.close());

    async function call(target: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${token}`);
      const response = await fetch(standIn.url + target, { ...init, headers });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    }

    const post = (target: string, body: unknown, headers: Record<string, string> = {}) =>
      call(target, { method: "POST", body: JSON.stringify(body), headers });

    test.each(["bar", "bar1", "PONG", "OK", "hello", "é 日本 🎈", "", "a\nb\0c", "=====", "true story"])(
      "the text %j comes back as it was",
      async (text) => {
        await redis.set("k", text);
        expect(await redis.get("k")).toBe(text);
      },
    );

    test("objects, numbers and integers beyond 2^53 come back as the client documents it", async () => {
      await redis.set("object", { a: [1, "two", null], é: true });
      await redis.set("number", 123);
      await redis.set("large", "9007199254740993");
      expect(await redis.mget("object", "number", "large", "missing")).toEqual([
        { a: [1, "two", null], é: true },
        123,
        "9007199254740993",
        null,
      ]);
    });

    test("with base64 asked for, every string is encoded except a result that is OK itself", async () => {
      const base64 = { "upstash-encoding": "base64" };
      expect(await post("/", ["SET", "k", "OK"], base64)).toEqual({ status: 200, body: { result: "OK" } });
      expect(await post("/", ["MGET", "k", "none"], base64)).toEqual({
        status: 200,
        body: { result: [b64("OK"), null] },
      });
      expect(await post("/", ["PING"], base64)).toEqual({ status: 200, body: { result: b64("PONG") } });
      expect(await post("/", ["STRLEN", "k"], base64)).toEqual({ status: 200, body: { result: 2 } });
      expect(
        await post(
          "/pipeline",
          [
            ["SET", "k", "v"],
            ["GET", "k"],
          ],
          base64,
        ),
      ).toEqual({
        status: 200,
        body: [{ result: "OK" }, { result: b64("v") }],
      });
      expect(await post("/", ["HGET", "k", "f"], base64)).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/^WRONGTYPE /) },
      });
    });

    test("without base64 strings are plain text", async () => {
      expect((await post("/", ["ECHO", "bar1"])).body).toEqual({ result: "bar1" });
    });

    test("bytes that are not UTF-8 survive on the wire", async () => {
      await call("/set/bytes", { method: "PUT", body: new Uint8Array([0xff, 0, 0xfe]) });
      const reply = await post("/", ["GET", "bytes"], { "upstash-encoding": "base64" });
      expect(reply.body).toEqual({ result: Buffer.from([0xff, 0, 0xfe]).toString("base64") });
      expect((await call("/get/bytes")).status).toBe(200);
      expect((await post("/", ["STRLEN", "bytes"])).body).toEqual({ result: 3 });
    });

    test("parallel gets travel as one pipeline, and hgetall, scan and zrange on their own", async () => {
      await redis.hset("h", { field: "bar1", other: "PONG" });
      await redis.zadd("z", { score: 1.5, member: "a" }, { score: 2, member: "b" });
      const before = standIn.requests.length;
      expect(await Promise.all([redis.get("a"), redis.get("b"), redis.get("c")])).toEqual([null, null, null]);
      expect(await redis.hgetall("h")).toEqual({ field: "bar1", other: "PONG" });
      expect(await redis.scan(0, { match: "h*" })).toEqual(["0", ["h"]]);
      expect(await redis.zrange("z", 0, -1, { withScores: true })).toEqual(["a", 1.5, "b", 2]);
      expect(standIn.requests.slice(before).map(({ target }) => target)).toEqual([
        "/pipeline",
        "/",
        "/",
        "/",
      ]);
    });

    test("a pipeline goes on after a command that fails", async () => {
      const reply = await post("/pipeline", [["SET", "k", "text"], ["INCR", "k"], ["GET", "k"], ["NOSUCH"]]);
      expect(reply).toMatchObject({
        status: 200,
        body: [
          { result: "OK" },
          { error: "ERR value is not an integer or out of range" },
          { result: "text" },
          { error: expect.stringMatching(/^ERR unknown command/) },
        ],
      });
    });

    test("a transaction commits, and an error while it runs is that item's own", async () => {
      expect(await redis.multi().set("n", 1).incr("n").get("n").exec()).toEqual(["OK", 2, 2]);
      const mixed = redis.multi().set("s", "text").incr("s").get("s");
      expect(await mixed.exec({ keepErrors: true })).toMatchObject([
        { result: "OK" },
        { error: expect.stringContaining("not an integer") },
        { result: "text" },
      ]);
      await expect(redis.multi().set("s", "text").incr("s").exec()).rejects.toThrow(
        /Command 2 \[ incr \] failed: ERR value/,
      );
    });

    test.each([
      ["unknown", ["NOSUCH", "x"], /^ERR unknown command/],
      ["short of arguments", ["GET"], /^ERR wrong number of arguments/],
      ["not available over REST", ["WATCH", "k"], /^ERR Command is not available/],
    ])("a transaction with a command that is %s is refused whole", async (_, command, error) => {
      const reply = await post("/multi-exec", [["SET", "k", "v"], command]);
      expect(reply).toEqual({ status: 400, body: { error: expect.stringMatching(error) } });
      expect((await post("/", ["EXISTS", "k"])).body).toEqual({ result: 0 });
    });

    test("transactions at the same time do not mix", async () => {
      const runs = Array.from({ length: 20 }, () =>
        redis.multi().incr("a").incr("b").exec<[number, number]>(),
      );
      for (const [a, b] of await Promise.all(runs)) expect(a).toBe(b);
      expect(await redis.get("a")).toBe(20);
    });

    test.each([
      ["/set/k/v%2F1/EX/100", "GET", undefined, "v/1"],
      ["/set/k", "POST", "from the body", "from the body"],
      ["/set/k", "PUT", "a/b?c", "a/b?c"],
      ["/set/k/v?EX=100&NX", "GET", undefined, "v"],
      ["/set/k?EX=100&_token=ignored", "POST", "body first", "body first"],
      ["/set/k/100%", "GET", undefined, "100%"],
    ])("%s by %s is a command written as a path", async (target, method, body, stored) => {
      const init = body === undefined ? { method } : { method, body };
      expect(await call(target, init)).toEqual({ status: 200, body: { result: "OK" } });
      expect((await call("/get/k")).body).toEqual({ result: stored });
      const ttl = (await call("/ttl/k")).body;
      expect(ttl).toEqual({ result: target.includes("EX") ? 100 : -1 });
    });

    test("HEAD runs the command and answers without a body", async () => {
      expect(await call("/set/k/v", { method: "HEAD" })).toEqual({ status: 200, body: undefined });
      expect((await call("/get/k")).body).toEqual({ result: "v" });
    });

    test("JSON numbers, booleans and null become text", async () => {
      await post("/", ["RPUSH", "l", 1, 1.5, true, null, "s"]);
      expect((await post("/", ["LRANGE", "l", 0, -1])).body).toEqual({
        result: ["1", "1.5", "true", "null", "s"],
      });
    });

    test.each([
      ["/", "not json"],
      ["/", "[]"],
      ["/", '{"a":1}'],
      ["/", '[["GET","k"]]'],
      ["/pipeline", '["GET","k"]'],
      ["/multi-exec", "7"],
      ["/nosuchcommand/a", ""],
    ])("%s with the body %s is refused with 400", async (target, body) => {
      expect(await call(target, { method: "POST", body })).toEqual({
        status: 400,
        body: { error: expect.stringMatching(/^ERR /) },
      });
    });

    test("a request larger than 10 MB is refused with 400", async () => {
      const reply = await call("/set/k", { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) });
      expect(reply).toEqual({
        status: 400,
        body: { error: expect.stringMatching(/^ERR max request size exceeded/) },
      });
    });

    test.each([
      ["DELETE", "/"],
      ["GET", "/"],
      ["PUT", "/pipeline"],
      ["PATCH", "/set/k/v"],
    ])("%s %s is refused with 405", async (method, target) => {
      expect((await call(target, { method })).status).toBe(405);
    });

    test.each([
      "BLPOP k 0",
      "XREAD BLOCK 0 STREAMS s $",
      "WATCH k",
      "MULTI",
      "EXEC",
      "SUBSCRIBE c",
      "SELECT 1",
      "client list",
      "SHUTDOWN",
    ])("%s is not available over REST", async (command) => {
      const refused = { error: expect.stringMatching(/^ERR Command is not available/) };
      expect(await post("/", command.split(" "))).toEqual({ status: 400, body: refused });
      expect((await post("/pipeline", [command.split(" ")])).body).toEqual([refused]);
      expect((await post("/", ["PING"])).body).toEqual({ result: "PONG" });
    });

    test.each([
      ["/", "POST", '["PING"]'],
      ["/pipeline", "POST", '[["PING"]]'],
      ["/multi-exec", "POST", '[["PING"]]'],
      ["/ping", "GET", undefined],
      ["/subscribe/c", "POST", "[]"],
      ["/psubscribe/c*", "POST", "[]"],
    ])("%s refuses a wrong or missing token with 401", async (target, method, body) => {
      const headers = target.includes("subscribe") ? { accept: "text/event-stream" } : {};
      const init = body === undefined ? { method, headers } : { method, body, headers };
      const wrong = { ...init, headers: { ...headers, authorization: "Bearer wrong" } };
      for (const response of [
        await fetch(standIn.url + target, init),
        await fetch(standIn.url + target, wrong),
        await fetch(`${standIn.url}${target}?_token=wrong`, init),
      ]) {
        expect(response.status).toBe(401);
        expect(await response.json()).toEqual({ error: expect.stringMatching(/^WRONGPASS /) });
      }
    });

    test("the token may stand in the query, and is no part of the command", async () => {
      const response = await fetch(`${standIn.url}/echo/hello?_token=${token}`);
      expect(await response.json()).toEqual({ result: "hello" });
    });

    test("a response format other than JSON is refused", async () => {
      const reply = await post("/", ["PING"], { "upstash-response-format": "resp2" });
      expect(reply.status).toBe(400);
    });

    test("an injected status reaches the client and leaves the command undone", async () => {
      standIn.faults.add({ kind: "status", status: 503, body: { error: "ERR out of order" } });
      await expect(redis.incr("n")).rejects.toThrow("out of order");
      expect(await redis.get("n")).toBeNull();
    });

    test("a dropped connection leaves the command undone, a dropped answer done: the client repeats both", async () => {
      standIn.faults.add({ kind: "drop" });
      expect(await redis.incr("n")).toBe(1);
      standIn.faults.add({ kind: "drop_answer" });
      expect(await redis.incr("n")).toBe(3);
    });
  });
}

import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StandIn } from "../server.ts";
import { enginesUnderTest } from "./engines-under-test.ts";
import { startRedis } from "./start.ts";

const token = "stream-test-token";

for (const { engine, title, available } of enginesUnderTest) {
  describe.skipIf(!available)(`publish and subscribe ${title}`, () => {
    let standIn: StandIn;
    let redis: Redis;

    beforeAll(async () => {
      standIn = await startRedis({ token, engine });
      redis = new Redis({ url: standIn.url, token, enableTelemetry: false });
    });
    afterAll(() => standIn.close());

    /** The frames of a stream as they come, each without the blank line that ends it. */
    async function openStream(path: string) {
      const response = await fetch(standIn.url + path, {
        method: "POST",
        body: "[]",
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      });
      expect(response.headers.get("content-type")).toBe("text/event-stream");
      const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      return {
        async next(): Promise<string | undefined> {
          while (!text.includes("\n\n")) {
            const { done, value } = await reader.read();
            if (done) return undefined;
            text += value;
          }
          const end = text.indexOf("\n\n");
          const frame = text.slice(0, end);
          text = text.slice(end + 2);
          return frame;
        },
        cancel: () => reader.cancel(),
      };
    }

    test("a subscriber gets its channel's messages and no others", async () => {
      const stream = await openStream("/subscribe/chat");
      expect(await stream.next()).toBe("data: subscribe,chat,1");
      expect(await redis.publish("other", "no")).toBe(0);
      expect(await redis.publish("chat", { n: 1 })).toBe(1);
      expect(await redis.publish("chat", "é, with a comma")).toBe(1);
      expect(await stream.next()).toBe('data: message,chat,{"n":1}');
      expect(await stream.next()).toBe("data: message,chat,é, with a comma");
      await stream.cancel();
    });

    test("a pattern subscriber hears which channel a message came from", async () => {
      const stream = await openStream("/psubscribe/plan:[ab]*/x");
      expect(await stream.next()).toBe("data: psubscribe,plan:[ab]*/x,1");
      expect(await redis.publish("plan:c/x", 1)).toBe(0);
      expect(await redis.publish("plan:a7/x", 1)).toBe(1);
      expect(await stream.next()).toBe("data: pmessage,plan:[ab]*/x,plan:a7/x,1");
      await stream.cancel();
    });

    test("a message of several lines stays one event", async () => {
      const stream = await openStream("/subscribe/lines");
      await stream.next();
      await redis.publish("lines", "one\ntwo");
      expect(await stream.next()).toBe("data: message,lines,one\ndata: two");
      await stream.cancel();
    });

    test("a message published by path style reaches the client's subscriber", async () => {
      const subscriber = redis.subscribe<{ n: number }>("client");
      const message = new Promise((resolve) => subscriber.on("message", resolve));
      await new Promise((resolve) => subscriber.on("subscribe", resolve));
      const published = await fetch(`${standIn.url}/publish/client/%7B%22n%22%3A2%7D?_token=${token}`);
      expect(await published.json()).toEqual({ result: 1 });
      expect(await message).toEqual({ channel: "client", message: { n: 2 } });
      await subscriber.unsubscribe();
    });

    test("a stream that its client leaves is no subscriber any more", async () => {
      const stream = await openStream("/subscribe/left");
      await stream.next();
      expect(await redis.publish("left", "x")).toBe(1);
      await stream.cancel();
      await expect.poll(() => redis.publish("left", "x")).toBe(0);
    });

    test("closing the stand-in ends its streams", async () => {
      const own = await startRedis({ token, engine });
      const response = await fetch(`${own.url}/subscribe/c`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      });
      await own.close();
      expect(await response.text()).toBe("data: subscribe,c,1\n\n");
    });
  });
}

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bodyOf, startBench, token, verifyDelivery } from "./test-bench.ts";

test("a duplicated delivery has the same message id, a new signature, and no second callback", async () => {
  const { qstash, client, receiver, destination } = await startBench();
  const url = `${destination.url}/job`;
  qstash.deliveries.duplicateNext(1, "/job");
  await client.publishJSON({ url, body: { a: 1 }, callback: `${destination.url}/told` });
  await client.publishJSON({ url, body: { a: 2 } });
  await qstash.idle();

  const twice = destination.received("/job").filter((received) => bodyOf(received)["a"] === 1);
  expect(twice).toHaveLength(2);
  expect(destination.received("/job")).toHaveLength(3);
  const [first, second] = twice.map(({ headers }) => headers);
  expect(second?.["upstash-message-id"]).toBe(first?.["upstash-message-id"]);
  expect(second?.["upstash-signature"]).not.toBe(first?.["upstash-signature"]);
  for (const delivery of twice) await expect(verifyDelivery(receiver, delivery, url)).resolves.toBe(true);
  expect(destination.received("/told")).toHaveLength(1);
});

test("a reordered message comes after as many others as asked for", async () => {
  const { qstash, client, destination } = await startBench();
  qstash.deliveries.reorderNext(2);
  for (const n of [1, 2, 3, 4]) {
    await client.publish({ url: `${destination.url}/${n}` });
    await expect.poll(() => destination.requests.length).toBeGreaterThanOrEqual(n - 1);
  }
  await qstash.idle();
  const order = destination.requests.map(({ target }) => target);
  expect(order.slice(0, 2)).toEqual(["/2", "/3"]);
  expect(order.slice(2).sort()).toEqual(["/1", "/4"]);
});

test("an accepted publish whose answer is lost, tried again with its deduplication id, is delivered once", async () => {
  const { qstash, client, destination } = await startBench();
  qstash.faults.add({ kind: "drop_answer", path: "/v2/publish" });
  const request = { url: `${destination.url}/job`, deduplicationId: "job-1" };
  await expect(client.publish(request)).rejects.toThrow("fetch failed");
  expect(await client.publish(request)).toMatchObject({ deduplicated: true });
  await qstash.idle();
  expect(destination.requests).toHaveLength(1);
});

test.each([
  ["Retry-After", "3600"],
  ["X-RateLimit-Reset-Tokens", "1h0m0s"],
])("a destination's %s: %s sets the time of the next delivery", async (name, value) => {
  const { qstash, client, destination } = await startBench();
  qstash.setTimeScale(0.000_001);
  destination.answer("/job", { status: 429, headers: { [name]: value } });
  const { messageId } = await client.publish({ url: `${destination.url}/job` });
  await qstash.idle();
  const { logs } = await client.logs({ filter: { messageId, state: "RETRY" } });
  expect(Math.round((Number(logs[0]?.nextDeliveryTime) - Number(logs[0]?.time)) / 1000)).toBe(3600);
});

test("an attempt that takes longer than its timeout has failed, with status -1", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", () => new Promise(() => {}));
  await client.publish({ url: `${destination.url}/job`, retries: 0, headers: { "Upstash-Timeout": "20ms" } });
  await qstash.idle();
  const { logs } = await client.logs({ filter: { state: "FAILED" } });
  expect(logs).toMatchObject([{ error: "no answer within 20 ms" }]);
  expect(qstash.messages()).toMatchObject([{ state: "FAILED", attempts: [{ status: -1 }] }]);
});

test("a redirect is not followed and counts as a failure", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", { status: 302, headers: { location: `${destination.url}/elsewhere` } });
  await client.publish({ url: `${destination.url}/job`, retries: 0 });
  await qstash.idle();
  expect(destination.requests).toHaveLength(1);
  expect(qstash.messages()).toMatchObject([{ state: "FAILED", attempts: [{ status: 302 }] }]);
});

test("method, bytes and content type arrive as published", async () => {
  const { qstash, client, destination } = await startBench();
  const bytes = Uint8Array.from([0, 255, 10, 13, 128]);
  await fetch(`${qstash.url}/v2/publish/${destination.url}/bytes`, {
    method: "POST",
    body: bytes,
    headers: {
      authorization: `Bearer ${token}`,
      "upstash-method": "PUT",
      "content-type": "application/octet-stream",
    },
  });
  await client.publish({ url: `${destination.url}/empty`, method: "GET" });
  await qstash.idle();
  const [sent] = destination.received("/bytes");
  expect(sent).toMatchObject({ method: "PUT", headers: { "content-type": "application/octet-stream" } });
  expect(sent?.body).toEqual(Buffer.from(bytes));
  expect(destination.received("/empty")).toMatchObject([{ method: "GET", body: Buffer.alloc(0) }]);
});

test("a compressed response is told uncompressed", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", { headers: { "content-encoding": "gzip" }, body: gzipSync("plain") });
  await client.publish({ url: `${destination.url}/job`, callback: `${destination.url}/told` });
  await qstash.idle();
  const told = bodyOf(destination.received("/told")[0]);
  expect(Buffer.from(String(told["body"]), "base64").toString()).toBe("plain");
  expect(told["header"]).not.toHaveProperty("Content-Encoding");
});

test("hidden headers stay away, and all plain headers come along when asked, except the token", async () => {
  const { qstash, destination } = await startBench();
  await fetch(`${qstash.url}/v2/publish/${destination.url}/job`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "upstash-hide-headers": "true",
      "upstash-header-forward": "true",
      "x-plain": "p",
    },
  });
  await qstash.idle();
  const headers = destination.requests[0]?.headers ?? {};
  expect(headers["x-plain"]).toBe("p");
  expect(
    Object.keys(headers).filter((name) => name.startsWith("upstash-") || name === "authorization"),
  ).toEqual([]);
});

test("another process reads messages, switches delivery faults and the time scale by the control address", async () => {
  const { qstash, client, destination } = await startBench({ timeScale: 1 });
  const control = (path: string, body?: object) =>
    fetch(`${qstash.url}/_stand-in/${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});

  expect((await control("time-scale", { timeScale: 0.001 })).status).toBe(204);
  expect((await control("deliveries", { kind: "duplicate", count: 2 })).status).toBe(204);
  expect((await control("deliveries", { kind: "reorder", others: 1, match: "/late" })).status).toBe(204);
  expect((await control("deliveries", { kind: "explode" })).status).toBe(400);
  const { messageId } = await client.publish({ url: `${destination.url}/late`, delay: 1 });
  await client.publish({ url: `${destination.url}/job`, delay: 30 });
  expect((await control("idle")).status).toBe(204);
  expect(destination.requests.map(({ target }) => target)).toEqual(["/job", "/job", "/late", "/late"]);
  const messages = (await (await control("messages")).json()) as { id: string; state: string }[];
  expect(messages.find(({ id }) => id === messageId)).toMatchObject({ state: "DELIVERED" });
  expect((await control("requests")).status).toBe(200);
});

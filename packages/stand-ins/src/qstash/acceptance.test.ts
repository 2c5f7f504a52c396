import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { custom, openai, QstashError } from "@upstash/qstash";
import { expect, test } from "vitest";
import { bodyOf, signingKeys, startBench, token, verifyDelivery } from "./test-bench.ts";

test("a publish arrives once, signed for its exact URL, with its forwarded header and without ours", async () => {
  const { qstash, client, receiver, destination } = await startBench();
  const url = `${destination.url}/jobs/run?tenant=a%20b&z=1`;

  const { messageId } = await client.publishJSON({ url, body: { n: "é" }, headers: { "X-Trace": "t" } });
  await qstash.idle();

  const [delivery, ...others] = destination.requests;
  expect(others).toEqual([]);
  expect(delivery).toMatchObject({
    method: "POST",
    target: "/jobs/run?tenant=a%20b&z=1",
    headers: {
      "user-agent": "Upstash-QStash",
      "content-type": "application/json",
      "x-trace": "t",
      "upstash-message-id": messageId,
      "upstash-retried": "0",
      "upstash-caller-ip": "127.0.0.1",
      "upstash-region": "EU-CENTRAL-1",
    },
  });
  expect(bodyOf(delivery)).toEqual({ n: "é" });
  const names = Object.keys(delivery?.headers ?? {}).join(" ");
  expect(names).not.toMatch(/authorization|upstash-forward|upstash-method|telemetry/);
  await expect(verifyDelivery(receiver, delivery, url)).resolves.toBe(true);
  await expect(verifyDelivery(receiver, delivery, `${destination.url}/other`)).rejects.toThrow(
    "invalid subject",
  );
});

test("the callback tells of every attempt, and a success at the last one sends no failure callback", async () => {
  const { qstash, client, receiver, destination } = await startBench();
  destination.answer("/flaky", { status: 500, body: "no" }, { status: 500 }, { body: "yes é" });

  const { messageId } = await client.publishJSON({
    url: `${destination.url}/flaky`,
    body: { a: 1 },
    retries: 2,
    headers: { Authorization: "Bearer provider" },
    callback: `${destination.url}/told`,
    failureCallback: `${destination.url}/failed`,
  });
  await qstash.idle();

  expect(destination.received("/flaky").map(({ headers }) => headers["upstash-retried"])).toEqual([
    "0",
    "1",
    "2",
  ]);
  expect(
    new Set(destination.received("/flaky").map(({ headers }) => headers["upstash-message-id"])).size,
  ).toBe(1);
  expect(destination.received("/failed")).toEqual([]);

  const told = destination.received("/told");
  const byRetried = told.map(bodyOf).sort((a, b) => Number(a["retried"] ?? 0) - Number(b["retried"] ?? 0));
  expect(byRetried.map(({ status, retried }) => [status, retried])).toEqual([
    [500, undefined],
    [500, 1],
    [200, 2],
  ]);
  expect(byRetried[0]).toMatchObject({
    header: { "Content-Type": ["text/plain; charset=utf-8"] },
    body: Buffer.from("no").toString("base64"),
    maxRetries: 2,
    sourceMessageId: messageId,
    url: `${destination.url}/flaky`,
    method: "POST",
    sourceHeader: { "Content-Type": ["application/json"], Authorization: ["Bearer provider"] },
    sourceBody: Buffer.from('{"a":1}').toString("base64"),
    callerIP: "127.0.0.1",
    createdAt: expect.any(Number),
    notBefore: expect.any(Number),
  });
  expect(byRetried[0]).not.toHaveProperty("dlqId");
  // A callback is a message of its own.
  expect(new Set(told.map(({ headers }) => headers["upstash-message-id"])).size).toBe(3);
  for (const delivery of told) {
    await expect(verifyDelivery(receiver, delivery, `${destination.url}/told`)).resolves.toBe(true);
  }
});

test("489 with its header ends at once: callback, failure callback with the DLQ id, and a DLQ entry", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/never", {
    status: 489,
    headers: { "Upstash-NonRetryable-Error": "true" },
    body: "stop",
  });

  const { messageId } = await client.publishJSON({
    url: `${destination.url}/never`,
    body: {},
    retries: 3,
    callback: `${destination.url}/told`,
    failureCallback: `${destination.url}/failed`,
    headers: { "Upstash-Failure-Callback-Forward-X-Run": "run-7" },
  });
  await qstash.idle();

  expect(destination.received("/never")).toHaveLength(1);
  expect(destination.received("/told").map(bodyOf)).toMatchObject([{ status: 489, maxRetries: 3 }]);
  const [failed] = destination.received("/failed");
  expect(failed?.headers["x-run"]).toBe("run-7");
  const { messages } = await client.dlq.listMessages();
  expect(messages).toMatchObject([{ messageId, responseStatus: 489, responseBody: "stop" }]);
  expect(bodyOf(failed)["dlqId"]).toBe(messages[0]?.dlqId);
});

test("489 without its header is an ordinary failure", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/odd", { status: 489 });
  await client.publish({ url: `${destination.url}/odd`, retries: 1 });
  await qstash.idle();
  expect(destination.received("/odd")).toHaveLength(2);
});

test("openai() reaches the rewritten provider, and its callback carries the original URL", async () => {
  const provider = await startBench();
  const { qstash, client, receiver, destination } = await startBench({
    rewrites: { "https://api.openai.com": provider.destination.url },
  });
  const callback = `${destination.url}/told`;

  await client.publishJSON({
    api: { name: "llm", provider: openai({ token: "sk-o" }) },
    body: { model: "m" },
    callback,
  });
  await qstash.idle();

  const [asked] = provider.destination.requests;
  expect(asked).toMatchObject({ target: "/v1/chat/completions", headers: { authorization: "Bearer sk-o" } });
  const [told] = destination.received("/told");
  expect(bodyOf(told)).toMatchObject({ status: 200, url: "https://api.openai.com/v1/chat/completions" });
  await expect(verifyDelivery(receiver, told, callback)).resolves.toBe(true);
  await expect(verifyDelivery(receiver, asked, "https://api.openai.com/v1/chat/completions")).resolves.toBe(
    true,
  );
});

test("custom() reaches its provider with the provider's token", async () => {
  const { qstash, client, destination } = await startBench();
  await client.publishJSON({
    api: { name: "llm", provider: custom({ baseUrl: destination.url, token: "sk-c" }) },
    body: { model: "m" },
    callback: `${destination.url}/told`,
  });
  await qstash.idle();
  expect(destination.received("/v1/chat/completions")).toMatchObject([
    { headers: { authorization: "Bearer sk-c" } },
  ]);
  expect(destination.received("/told")).toHaveLength(1);
});

test("a duplicate id gives the old message and no second delivery, also after the first was delivered", async () => {
  const { qstash, client, destination } = await startBench();
  const request = { url: `${destination.url}/once`, body: { a: 1 }, deduplicationId: "plan-1" };
  const first = await client.publishJSON(request);
  const second = await client.publishJSON(request);
  await qstash.idle();
  const third = await client.publishJSON(request);
  await qstash.idle();
  expect([second, third]).toMatchObject([
    { messageId: first.messageId, deduplicated: true },
    { messageId: first.messageId, deduplicated: true },
  ]);
  expect(destination.received("/once")).toHaveLength(1);
});

test("a deduplication id with a colon is refused with 400", async () => {
  const { client, destination } = await startBench();
  const refused = client.publishJSON({ url: destination.url, body: {}, deduplicationId: "a:b" });
  await expect(refused).rejects.toSatisfy((error) => error instanceof QstashError && error.status === 400);
});

test("content-based deduplication looks at destination, body and forwarded headers", async () => {
  const { qstash, client, destination } = await startBench();
  const publish = (path: string, body: object, trace: string) =>
    client.publishJSON({
      url: `${destination.url}${path}`,
      body,
      headers: { "X-Trace": trace },
      contentBasedDeduplication: true,
    });
  await publish("/a", { n: 1 }, "t");
  await publish("/a", { n: 1 }, "t");
  await publish("/a", { n: 2 }, "t");
  await publish("/a", { n: 1 }, "u");
  await publish("/b", { n: 1 }, "t");
  await qstash.idle();
  expect(destination.requests).toHaveLength(4);
});

test("a batch delivers its items, with and without queue, and a refused item does not undo the others", async () => {
  const { qstash, client, destination } = await startBench();
  const results = await client.batchJSON([
    { url: `${destination.url}/a`, body: { n: 1 } },
    { url: "nonsense", body: { n: 2 } },
    { url: `${destination.url}/c`, body: { n: 3 }, queueName: "line" },
  ]);
  await qstash.idle();
  expect(results).toMatchObject([
    { messageId: expect.stringMatching(/^msg_/) },
    { error: "invalid destination url: endpoint has invalid scheme, add http:// or https://" },
    { messageId: expect.stringMatching(/^msg_/) },
  ]);
  expect(destination.requests.map(bodyOf)).toEqual(expect.arrayContaining([{ n: 1 }, { n: 3 }]));
  expect(await client.queue({ queueName: "line" }).get()).toMatchObject({
    name: "line",
    parallelism: 1,
    lag: 0,
  });
});

test("enqueueJSON delivers through its queue", async () => {
  const { qstash, client, destination } = await startBench();
  await client.queue({ queueName: "line" }).enqueueJSON({ url: `${destination.url}/q?x=1`, body: { n: 1 } });
  await qstash.idle();
  expect(destination.requests.map(({ target }) => target)).toEqual(["/q?x=1"]);
});

test("a delayed message can be read and cancelled, and is never delivered", async () => {
  const { qstash, client, destination } = await startBench({ timeScale: 1 });
  const { messageId } = await client.publishJSON({
    url: `${destination.url}/later`,
    body: { a: 1 },
    delay: 60,
    label: "slow",
    callback: `${destination.url}/told`,
  });
  const message = await client.messages.get(messageId);
  expect(message).toMatchObject({
    messageId,
    body: '{"a":1}',
    label: "slow",
    labels: ["slow"],
    header: { "Content-Type": ["application/json"] },
    maxRetries: 3,
    callback: `${destination.url}/told`,
  });
  expect(Number(message.notBefore) - message.createdAt).toBe(60_000);

  expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
  await qstash.idle();
  expect(destination.requests).toEqual([]);
  await expect(client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
  const { logs } = await client.logs({ filter: { messageId } });
  expect(logs.map(({ state }) => state)).toEqual(["CANCELLED", "CANCEL_REQUESTED", "CREATED"]);
});

test("a delayed message is delivered when its time has come", async () => {
  const { qstash, client, destination } = await startBench();
  await client.publish({ url: `${destination.url}/later`, delay: "5m" });
  await client.publish({ url: `${destination.url}/now` });
  await qstash.idle();
  expect(destination.requests.map(({ target }) => target)).toEqual(["/now", "/later"]);
});

test("a destination that cannot be reached gives a failure callback with status -1", async () => {
  const { qstash, client, destination } = await startBench();
  await client.publish({
    url: `http://127.0.0.1:${await freePort()}/gone`,
    retries: 0,
    failureCallback: `${destination.url}/failed`,
  });
  await qstash.idle();
  expect(destination.received("/failed").map(bodyOf)).toMatchObject([{ status: -1, maxRetries: 0 }]);
});

test("a destination that comes up late gets its message by a retry", async () => {
  const { qstash, client, destination } = await startBench();
  destination.faults.add({ kind: "drop", times: 3 });
  await client.publish({ url: `${destination.url}/late`, retryDelay: "1000" });
  await qstash.idle();
  expect(qstash.messages()[0]?.attempts.map(({ status }) => status)).toEqual([-1, -1, -1, 200]);
});

test.each(["/v2/publish/http://127.0.0.1:1/x", "/v2/messages/m", "/v2/keys", "/v2/dlq"])(
  "%s refuses a wrong token with 401",
  async (path) => {
    const { qstash } = await startBench();
    const method = path.includes("publish") ? "POST" : "GET";
    const response = await fetch(`${qstash.url}${path}`, {
      method,
      headers: { authorization: "Bearer wrong" },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  },
);

test("the token is also taken from the query, which the destination does not see", async () => {
  const { qstash, destination } = await startBench();
  const target = `${destination.url}/q?a=1&qstash_token=test-token&upstash-method=PUT`;
  const response = await fetch(`${qstash.url}/v2/publish/${target}`, { method: "POST" });
  expect(response.status).toBe(200);
  await qstash.idle();
  expect(destination.requests).toMatchObject([{ method: "PUT", target: "/q?a=1" }]);
});

test("a receiver with the old keys verifies after one rotation and not after the second", async () => {
  const { qstash, client, receiver, destination } = await startBench();
  const url = `${destination.url}/r`;
  const deliver = async () => {
    await client.publishJSON({ url, body: {} });
    await qstash.idle();
    return verifyDelivery(receiver, destination.requests.at(-1), url);
  };
  const rotate = () =>
    fetch(`${qstash.url}/v2/keys/rotate`, { method: "POST", headers: { authorization: `Bearer ${token}` } });

  await expect(deliver()).resolves.toBe(true);
  expect(await (await rotate()).json()).toEqual({
    current: signingKeys.nextSigningKey,
    next: expect.stringMatching(/^sig_.{20,}$/),
  });
  await expect(deliver()).resolves.toBe(true);
  await rotate();
  await expect(deliver()).rejects.toThrow("signature verification failed");
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

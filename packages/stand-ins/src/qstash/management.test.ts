import { QstashDailyRatelimitError } from "@upstash/qstash";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bodyOf, startBench, token } from "./test-bench.ts";

test("a DLQ retry makes a new message with the old settings and removes the entry", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", { status: 500, body: "no" });
  const { messageId } = await client.publishJSON({
    url: `${destination.url}/job`,
    body: { a: 1 },
    retries: 0,
    headers: { "X-Trace": "t" },
    label: "job",
  });
  await qstash.idle();
  const [entry] = (await client.dlq.listMessages({ filter: { label: "job" } })).messages;
  if (!entry) throw new Error("the DLQ is empty");
  expect(entry).toMatchObject({ messageId, responseStatus: 500, responseBody: "no", body: '{"a":1}' });

  const { responses } = await client.dlq.retry(entry.dlqId);
  await qstash.idle();

  expect(responses).toEqual([{ messageId: expect.not.stringMatching(messageId) }]);
  const [first, second] = destination.received("/job");
  expect(second?.headers).toMatchObject({ "x-trace": "t", "upstash-message-id": responses[0]?.messageId });
  expect(second?.body).toEqual(first?.body);
  expect((await client.dlq.listMessages()).messages).toEqual([]);
});

test("the DLQ can be paged, read by id, deleted singly and in bulk", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/", ...Array.from({ length: 5 }, () => ({ status: 500 })));
  for (const n of [1, 2, 3, 4, 5]) await client.publish({ url: `${destination.url}/${n}`, retries: 0 });
  await qstash.idle();

  const first = await client.dlq.listMessages({ count: 3 });
  const second = await client.dlq.listMessages({
    count: 3,
    ...(first.cursor ? { cursor: first.cursor } : {}),
  });
  expect([first, second].map(({ messages }) => messages.length)).toEqual([3, 2]);
  expect(second.cursor).toBeUndefined();
  const ids = [...first.messages, ...second.messages].map(({ dlqId }) => dlqId);
  expect(new Set(ids).size).toBe(5);

  const [one = "", two = "", three = ""] = ids;
  const read = await fetch(`${qstash.url}/v2/dlq/${one}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await read.json()).toMatchObject({ dlqId: one, responseStatus: 500 });
  expect(await client.dlq.delete(one)).toEqual({ deleted: 1 });
  await expect(client.dlq.delete(one)).rejects.toMatchObject({ status: 404 });
  expect(await client.dlq.delete([two, three])).toEqual({ deleted: 2 });
  expect(await client.dlq.delete({ all: true })).toMatchObject({ deleted: 2 });
});

test("a callback that cannot be delivered has its own DLQ entry", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/told", { status: 500 }, { status: 500 });
  const callback = `${destination.url}/told`;
  await client.publish({
    url: `${destination.url}/job`,
    callback,
    headers: { "Upstash-Callback-Retries": "1", "Upstash-Callback-Method": "PUT" },
  });
  await qstash.idle();
  expect(destination.received("/told").map(({ method }) => method)).toEqual(["PUT", "PUT"]);
  expect((await client.dlq.listMessages()).messages).toMatchObject([{ url: callback, responseStatus: 500 }]);
});

test("a callback with a delay is refused", async () => {
  const { client, destination } = await startBench();
  const refused = client.publish({
    url: destination.url,
    callback: destination.url,
    headers: { "Upstash-Callback-Delay": "5s" },
  });
  await expect(refused).rejects.toMatchObject({ status: 400 });
});

test("many messages are cancelled by ids, by filter, and without a filter all of them", async () => {
  const { client, destination } = await startBench({ timeScale: 1 });
  const publish = async (label: string) => {
    const { messageId } = await client.publish({ url: `${destination.url}/${label}`, delay: 60, label });
    return messageId;
  };
  const [a, b] = [await publish("a"), await publish("b")];
  for (const label of ["c", "c", "d", "e"]) await publish(label);
  expect(await client.messages.cancel([a, b, "msg_unknown"])).toEqual({ cancelled: 2 });
  expect(await client.messages.cancel({ filter: { label: "c" } })).toEqual({ cancelled: 2 });
  expect(await client.messages.cancel({ filter: { url: `${destination.url}/d` } })).toEqual({ cancelled: 1 });
  expect(await client.messages.cancel({ all: true })).toEqual({ cancelled: 1 });
  await expect(client.messages.cancel(a)).rejects.toMatchObject({ status: 404 });
});

test("an attempt in flight is not stopped by a cancel, but nothing follows it", async () => {
  const { qstash, client, destination } = await startBench();
  const { promise, resolve } = Promise.withResolvers<void>();
  destination.answer("/job", async () => {
    await promise;
    return { status: 500 };
  });
  const { messageId } = await client.publish({
    url: `${destination.url}/job`,
    callback: `${destination.url}/told`,
  });
  await expect.poll(() => destination.requests.length).toBe(1);
  await client.messages.cancel(messageId);
  resolve();
  await qstash.idle();
  expect(destination.requests).toHaveLength(1);
  expect(qstash.messages()).toMatchObject([{ state: "CANCELLED", attempts: [{ status: 500 }] }]);
});

test("the log tells a message's states, pages, filters, and is served under both names", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", { status: 503 });
  const { messageId } = await client.publish({ url: `${destination.url}/job` });
  await client.publish({ url: `${destination.url}/other` });
  await qstash.idle();

  const { logs } = await client.logs({ filter: { messageId } });
  expect(logs.map(({ state }) => state)).toEqual([
    "DELIVERED",
    "ACTIVE",
    "RETRY",
    "ERROR",
    "ACTIVE",
    "CREATED",
  ]);
  expect(logs[2]).toMatchObject({ error: "destination answered 503", nextDeliveryTime: expect.any(Number) });
  const delivered = await client.logs({ filter: { state: "DELIVERED" } });
  expect(delivered.logs).toHaveLength(2);
  const first = await client.logs({ count: 4 });
  const rest = await client.logs({ cursor: first.cursor ?? 0 });
  expect([first.logs.length, rest.logs.length, rest.cursor]).toEqual([4, 5, undefined]);
  const documented = await fetch(`${qstash.url}/v2/logs?count=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await documented.json()).toMatchObject({ logs: [{ state: "DELIVERED" }] });
});

test("redacted fields are hashes wherever a message can be read, and arrive whole", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/job", { status: 500 });
  await client.publish({
    url: `${destination.url}/job`,
    body: "secret",
    retries: 0,
    headers: { Authorization: "Bearer sk", "X-Trace": "t" },
    redact: { body: true, header: ["Authorization"] },
  });
  await qstash.idle();
  const [entry] = (await client.dlq.listMessages()).messages;
  expect(entry).toMatchObject({
    body: redacted("secret"),
    header: { Authorization: [redacted("Bearer sk")], "X-Trace": ["t"] },
  });
  expect(JSON.stringify([(await client.logs()).logs, qstash.messages()])).not.toMatch(/secret|Bearer sk/);
  expect(destination.requests[0]).toMatchObject({ headers: { authorization: "Bearer sk" } });
  expect(destination.requests[0]?.body.toString()).toBe("secret");
});

test("the overview shows deliveries and callbacks, and never a forwarded secret", async () => {
  const { qstash, client, destination } = await startBench();
  const { messageId } = await client.publishJSON({
    url: `${destination.url}/job`,
    body: { ask: "é" },
    label: "strategy",
    headers: { Authorization: "Bearer sk" },
    callback: `${destination.url}/told`,
  });
  await qstash.idle();
  const [callback, message] = qstash.messages();
  expect(message).toEqual({
    id: messageId,
    url: `${destination.url}/job`,
    label: "strategy",
    state: "DELIVERED",
    attempts: [{ at: expect.any(Number), status: 200, durationMs: expect.any(Number) }],
    callbacks: [callback?.id],
    callbackOf: undefined,
    createdAt: expect.any(Number),
    preview: '{"ask":"é"}',
  });
  expect(callback).toMatchObject({
    callbackOf: messageId,
    preview: expect.stringContaining('{\\"ok\\":true}'),
  });
  expect(JSON.stringify(qstash.messages())).not.toContain("Bearer");
});

test("a URL group gets a copy per endpoint, each with its own id", async () => {
  const { qstash, client, destination } = await startBench();
  const [a, b] = [`${destination.url}/a`, `${destination.url}/b`];
  await client.urlGroups.addEndpoints({ name: "team", endpoints: [{ name: "first", url: a }, { url: b }] });
  const request = {
    urlGroup: "team",
    body: { n: 1 },
    deduplicationId: "once",
    callback: `${destination.url}/told`,
  };
  const published = await client.publishJSON(request);
  expect(await client.publishJSON(request)).toMatchObject([{ deduplicated: true }, { deduplicated: true }]);
  await qstash.idle();

  expect(published).toMatchObject([{ url: a }, { url: b }]);
  expect(destination.received("/a")).toMatchObject([{ headers: { "upstash-topic-name": "team" } }]);
  expect(destination.received("/b")).toHaveLength(1);
  const told = destination.received("/told").map(bodyOf);
  expect(told.map(({ topicName }) => topicName)).toEqual(["team", "team"]);
  expect(new Set(told.map(({ endpointName }) => endpointName))).toEqual(new Set(["first", undefined]));

  await client.urlGroups.removeEndpoints({ name: "team", endpoints: [{ name: "first" }] });
  expect(await client.urlGroups.get("team")).toMatchObject({ name: "team", endpoints: [{ url: b }] });
  await client.urlGroups.delete("team");
  expect(await client.urlGroups.list()).toEqual([]);
  await expect(client.urlGroups.get("team")).rejects.toMatchObject({ status: 404 });
});

test("going over the Free plan fails: size, delay, queues, schedules, groups and messages per day", async () => {
  const { client, destination } = await startBench({
    limits: { queues: 1, schedules: 1, messagesPerDay: 1 },
  });
  const over = { status: 412 };
  const { url } = destination;
  await expect(client.publish({ url, body: "x".repeat(1_000_001) })).rejects.toMatchObject(over);
  await expect(client.publish({ url, delay: "8d" })).rejects.toMatchObject(over);
  await expect(client.queue({ queueName: "a" }).upsert({ parallelism: 3 })).rejects.toMatchObject(over);
  await client.queue({ queueName: "a" }).upsert({ parallelism: 2 });
  await expect(client.queue({ queueName: "b" }).enqueue({ url })).rejects.toMatchObject(over);
  await client.schedules.create({ destination: url, cron: "0 0 1 1 *", scheduleId: "a" });
  await client.schedules.create({ destination: url, cron: "0 0 1 2 *", scheduleId: "a" });
  await expect(client.schedules.create({ destination: url, cron: "0 0 1 1 *" })).rejects.toMatchObject(over);
  await client.urlGroups.addEndpoints({ name: "a", endpoints: [{ url }] });
  await expect(client.urlGroups.addEndpoints({ name: "b", endpoints: [{ url }] })).rejects.toMatchObject(
    over,
  );
  await client.publish({ url });
  await expect(client.publish({ url })).rejects.toBeInstanceOf(QstashDailyRatelimitError);
});

test("a response larger than a message is cut before it goes into the callback", async () => {
  const { qstash, client, destination } = await startBench({ limits: { messageBytes: 10 } });
  destination.answer("/job", { body: "0123456789abcdef" });
  await client.publish({ url: `${destination.url}/job`, callback: `${destination.url}/told` });
  await qstash.idle();
  const { body } = bodyOf(destination.received("/told")[0]);
  expect(Buffer.from(String(body), "base64").toString()).toBe("0123456789");
});

test.each([
  ["Upstash-Method", "BREW"],
  ["Upstash-Retries", "-1"],
  ["Upstash-Retry-Delay", "process.exit()"],
  ["Upstash-Timeout", "soon"],
  ["Upstash-Delay", "5"],
  ["Upstash-Not-Before", "tomorrow"],
  ["Upstash-Flow-Control-Key", "k"],
  ["Upstash-Callback", "nowhere"],
])("a publish with %s: %s is refused with 400", async (name, value) => {
  const { qstash, destination } = await startBench();
  const response = await fetch(`${qstash.url}/v2/publish/${destination.url}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, [name]: value },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.any(String) });
});

test("strict mode refuses a loopback destination in the vendor's words", async () => {
  const { client } = await startBench({ strictDestinations: true });
  await expect(client.publish({ url: "http://localhost:8787/hook" })).rejects.toMatchObject({
    status: 400,
    message: '{"error":"invalid destination url: endpoint resolves to a loopback address"}',
  });
});

function redacted(text: string): string {
  return `REDACTED:${createHash("sha256").update(text).digest("hex")}`;
}

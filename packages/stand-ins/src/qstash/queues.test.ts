import { expect, test } from "vitest";
import { startBench, verifyDelivery, type Destination } from "./test-bench.ts";

test("a queue keeps its order through retries, and the next message waits for the callbacks of the one before", async () => {
  const { qstash, client, destination } = await startBench();
  const { promise: callbackMayEnd, resolve: endCallback } = Promise.withResolvers<void>();
  destination.answer("/job/1", { status: 500 }, { status: 500 });
  destination.answer("/told/1", {}, {}, async () => {
    await callbackMayEnd;
    return {};
  });
  const queue = client.queue({ queueName: "line" });
  for (const n of [1, 2, 3]) {
    await queue.enqueue({
      url: `${destination.url}/job/${n}`,
      retries: 2,
      retryDelay: "1000",
      callback: `${destination.url}/told/${n}`,
    });
  }
  await expect.poll(() => destination.received("/told/1").length).toBe(3);
  expect(destination.received("/job").map(({ target }) => target)).toEqual(["/job/1", "/job/1", "/job/1"]);
  expect(await queue.get()).toMatchObject({ lag: 3 });

  endCallback();
  await qstash.idle();
  expect(destination.received("/job").map(({ target }) => target)).toEqual([
    "/job/1",
    "/job/1",
    "/job/1",
    "/job/2",
    "/job/3",
  ]);
  const order = destination.requests.map(({ target }) => target);
  expect(order.indexOf("/told/2")).toBeLessThan(order.indexOf("/job/3"));
});

test("a failed message lets the next one of its queue go", async () => {
  const { qstash, client, destination } = await startBench();
  destination.answer("/a", { status: 500 });
  const queue = client.queue({ queueName: "line" });
  await queue.enqueue({ url: `${destination.url}/a`, retries: 0 });
  await queue.enqueue({ url: `${destination.url}/b` });
  await qstash.idle();
  expect(destination.requests.map(({ target }) => target)).toEqual(["/a", "/b"]);
});

test("a cancelled message lets the next one of its queue go", async () => {
  const { qstash, client, destination } = await startBench();
  const queue = client.queue({ queueName: "line" });
  await queue.upsert({ paused: true });
  const first = await queue.enqueue({ url: `${destination.url}/a` });
  await queue.enqueue({ url: `${destination.url}/b` });
  await client.messages.cancel(first.messageId);
  await queue.resume();
  await qstash.idle();
  expect(destination.requests.map(({ target }) => target)).toEqual(["/b"]);
});

test("a paused queue delivers nothing until it is resumed", async () => {
  const { qstash, client, destination } = await startBench();
  const queue = client.queue({ queueName: "line" });
  await queue.upsert({ parallelism: 2 });
  await queue.pause();
  await queue.enqueue({ url: `${destination.url}/a` });
  await client.publish({ url: `${destination.url}/free` });
  await expect.poll(() => destination.requests.length).toBe(1);
  expect(await queue.get()).toMatchObject({ name: "line", parallelism: 2, lag: 1, paused: true });
  await queue.resume();
  await qstash.idle();
  expect(destination.requests.map(({ target }) => target)).toEqual(["/free", "/a"]);
});

test("deleting a queue cancels what is in it", async () => {
  const { qstash, client, destination } = await startBench();
  const queue = client.queue({ queueName: "line" });
  await queue.upsert({ paused: true });
  await queue.enqueue({ url: destination.url });
  await queue.delete();
  await qstash.idle();
  expect(await queue.list()).toEqual([]);
  await expect(queue.get()).rejects.toMatchObject({ status: 404 });
  expect(destination.requests).toEqual([]);
});

test("flow control never has more in flight than its parallelism, and delivers all", async () => {
  const { qstash, client, destination } = await startBench();
  const most = answerInGroups(destination, 3, 60);
  await Promise.all(
    Array.from({ length: 60 }, () =>
      client.publish({ url: `${destination.url}/slow`, flowControl: { key: "k", parallelism: 3 } }),
    ),
  );
  await qstash.idle();
  expect(destination.requests).toHaveLength(60);
  expect(most()).toBe(3);
});

test("flow control can be read, paused, pinned and unpinned", async () => {
  const { qstash, client, destination } = await startBench();
  const flowControl = { key: "user/1", parallelism: 3, rate: 5, period: "1m" } as const;
  await client.publish({ url: destination.url, flowControl });
  await qstash.idle();
  // The key goes into the path as it is, so its slash has to be encoded by the caller.
  const key = encodeURIComponent("user/1");
  expect(await client.flowControl.get(key)).toMatchObject({
    flowControlKey: "user/1",
    waitListSize: 0,
    parallelismMax: 3,
    parallelismCount: 0,
    rateMax: 5,
    rateCount: 1,
    ratePeriod: 60,
    isPaused: false,
    isPinnedParallelism: false,
  });
  await client.flowControl.resetRate(key);
  await client.flowControl.pin(key, { parallelism: 1 });
  await client.flowControl.pause(key);
  await client.publish({ url: destination.url, flowControl });
  expect(await client.flowControl.get(key)).toMatchObject({
    waitListSize: 1,
    parallelismMax: 1,
    rateCount: 0,
    isPaused: true,
    isPinnedParallelism: true,
    isPinnedRate: false,
  });
  await client.flowControl.unpin(key, { parallelism: true });
  await client.flowControl.resume(key);
  await qstash.idle();
  expect(destination.requests).toHaveLength(2);
  await expect(client.flowControl.get("unknown")).rejects.toMatchObject({ status: 404 });
});

test("200 publishes at once are all delivered and verify, with the plan's parallelism in flight at most", async () => {
  const { qstash, client, receiver, destination } = await startBench();
  const most = answerInGroups(destination, 10, 200);
  const published = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      client.publishJSON({ url: `${destination.url}/slow?n=${n}`, body: { n } }),
    ),
  );
  await qstash.idle();
  expect(destination.requests).toHaveLength(200);
  expect(new Set(destination.requests.map(({ headers }) => headers["upstash-message-id"]))).toEqual(
    new Set(published.map(({ messageId }) => messageId)),
  );
  for (const delivery of destination.requests) {
    await expect(verifyDelivery(receiver, delivery, destination.url + delivery.target)).resolves.toBe(true);
  }
  expect(most()).toBe(10);
  expect(await client.flowControl.getGlobalParallelism()).toEqual({
    parallelismMax: 10,
    parallelismCount: 0,
  });
});

/**
 * Makes the destination answer only when `group` deliveries are in flight, and a moment later, so that one too many
 * would be seen. The returned function tells how many were in flight at most.
 */
function answerInGroups(destination: Destination, group: number, answers: number): () => number {
  let inFlight = 0;
  let most = 0;
  let full = Promise.withResolvers<void>();
  const reply = async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    const mine = full;
    if (inFlight === group) {
      full = Promise.withResolvers();
      setTimeout(mine.resolve, 2);
    }
    await mine.promise;
    inFlight -= 1;
    return {};
  };
  destination.answer("/slow", ...Array.from({ length: answers }, () => reply));
  return () => most;
}

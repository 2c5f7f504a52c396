// oxlint-disable-next-line import/no-unassigned-import -- puts the browser's database into Node
import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { taskOf } from "../board/testing/task.ts";
import { deviceStore } from "./device-store.ts";
import { changeQueue, dropWrites, keepWrites, loadKept, takeWrites, useKept } from "./kept.ts";
import { queuedWrite } from "./queued-write.ts";

const accountId = randomUUID();
beforeEach(async () => {
  await deviceStore.claim({ id: accountId, email: "owner@example.com", erases_at: null });
  await loadKept(accountId);
  await changeQueue(() => []);
});

const task = taskOf();
const done = () =>
  queuedWrite(task, {
    kind: "change",
    task_id: task.id,
    operation: { operation_id: randomUUID(), status: "done" },
  });
const waiting = () => useKept.getState().writes;

test("what was taken to be sent counts as sent from then on, also when the page is opened anew", async () => {
  const [one, two, three] = [done(), done(), done()];
  await keepWrites([one, two, three]);
  const taken = await takeWrites(accountId, 2);
  const expected = [
    { ...one, is_sent: true },
    { ...two, is_sent: true },
  ];
  expect(taken).toEqual(expected);
  await loadKept(accountId);
  expect(waiting()).toEqual([...expected, three]);
});

test("what was answered leaves the queue, and what came meanwhile stays", async () => {
  await keepWrites([done()]);
  const taken = await takeWrites(accountId, 50);
  const later = done();
  await keepWrites([later]);
  await dropWrites(taken);
  expect(waiting()).toEqual([later]);
});

test("nothing is taken of a queue that is another account's by now", async () => {
  await keepWrites([done()]);
  expect(await takeWrites(randomUUID(), 50)).toEqual([]);
});

import { randomUUID } from "node:crypto";
import type { OwnTask } from "@alva/contracts/task";
import { expect, test } from "vitest";
import { withDeletion, withoutDeletion } from "./deletion.ts";
import { queuedWrite } from "./queued-write.ts";
import { addedTask } from "./task-writes.ts";

const flyers: OwnTask = {
  operation_id: randomUUID(),
  title: "Print flyers",
  channel: "ops",
  estimated_minutes: 45,
  due_date: "2026-09-10",
  notes: "",
};
const task = addedTask(flyers, randomUUID());
const operation = () => ({ operation_id: randomUUID() });
const change = (of = task) =>
  queuedWrite(of, { kind: "change", task_id: of.id, operation: { ...operation(), status: "done" } });
const sent = (write: ReturnType<typeof queuedWrite>) => ({ ...write, is_sent: true });

const adding = queuedWrite(task, { kind: "add", operation: flyers });
const done = change();
const elsewhere = change({ ...task, id: "tsk_0000000001" });
const deletion = queuedWrite(task, { kind: "delete", task_id: task.id, operation: operation() });

test("of a task that was never on its way nothing is left to send, and nothing but it is gone", () => {
  expect(withDeletion([adding, elsewhere, done], deletion).queue).toEqual([elsewhere]);
});

test.each([
  ["that the server has", [elsewhere, done], [elsewhere, deletion]],
  ["that may be at the server by now", [sent(adding), done, elsewhere], [sent(adding), elsewhere, deletion]],
  ["of which a change is on its way", [sent(done), elsewhere], [sent(done), elsewhere, deletion]],
])("a task %s is deleted there, without what is of no use before that", (_case, queue, expected) => {
  expect(withDeletion(queue, deletion).queue).toEqual(expected);
});

test.each([
  ["that was never on its way", [adding, done], [adding, done]],
  ["that the server has", [done], [done]],
])("taking the deletion of a task back %s leaves what waited before", (_case, before, after) => {
  const { queue, ...kept } = withDeletion(before, deletion);
  expect(withoutDeletion(queue, kept)).toEqual(after);
});

test("a deletion that is on its way cannot be taken back, nor one that was sent", () => {
  const { queue, ...kept } = withDeletion([done], deletion);
  expect(withoutDeletion(queue.map(sent), kept)).toBeUndefined();
  expect(withoutDeletion([], kept)).toBeUndefined();
});

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { refusedTask } from "./refused-task.ts";

const operation = () => ({ operation_id: randomUUID() });
const flyers = {
  ...operation(),
  title: "Print flyers",
  channel: "ops",
  estimated_minutes: 45,
  due_date: "2026-09-10",
  notes: "",
} as const;

test("what the server does not add is kept as it was last written", () => {
  const changes = [
    { ...operation(), title: "Print posters", estimated_minutes: 60 },
    { ...operation(), status: "deferred" as const },
    { ...operation(), notes: "On the thick paper" },
  ];
  expect(refusedTask(flyers, { changes, reason: "No plan." })).toEqual({
    operation_id: flyers.operation_id,
    task: {
      title: "Print posters",
      channel: "ops",
      estimated_minutes: 60,
      due_date: "2026-09-10",
      notes: "On the thick paper",
    },
    reason: "No plan.",
  });
});

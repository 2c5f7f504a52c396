import { expect, test } from "vitest";
import { undoing } from "./undo-change.ts";

const at = "2026-09-08T09:00:00.000Z";
const moved = { due_date: { from: "2026-09-08", to: "2026-09-11" } };

test.each([
  ["done", { status: { from: "in_progress", to: "done" } }, false, { status: "in_progress" }],
  [
    "parked",
    { status: { from: "planned", to: "deferred" }, due_date: { from: "2026-09-08", to: null } },
    false,
    { status: "planned", due_date: "2026-09-08", pinned: false },
  ],
  [
    "moved and so pinned",
    { ...moved, pinned: { from: false, to: true } },
    true,
    { due_date: "2026-09-08", pinned: false },
  ],
  ["moved while pinned", moved, true, { due_date: "2026-09-08", pinned: true }],
  ["only noted", { notes: true }, false, undefined],
] as const)("a task that was %s goes back to what it was", (_, entry, pinned, expected) => {
  expect(undoing({ at, kind: "changed", ...entry }, { pinned })).toEqual(expected);
});

import { expect, test } from "vitest";
import { boardTask } from "../exports/testing/board-task.ts";
import { difference } from "./difference.ts";

const one = boardTask;
const task = (id: string, fields: Partial<typeof one> = {}) => ({ ...one, ...fields, id: `tsk_${id}` });
const counts = ({ added, removed, moved, changed, kept }: ReturnType<typeof difference>) => [
  added.length,
  removed.length,
  moved.length,
  changed.length,
  kept,
];

test.each<[string, Partial<typeof one>, number[]]>([
  ["nothing", {}, [0, 0, 0, 0, 1]],
  ["another date", { due_date: "2026-09-09" }, [0, 0, 1, 0, 0]],
  ["no date", { due_date: null, status: "deferred" }, [0, 0, 1, 0, 0]],
  ["other minutes", { estimated_minutes: 40 }, [0, 0, 0, 1, 0]],
  ["another text and date", { desc: "Now shorter.", due_date: "2026-09-09" }, [0, 0, 0, 1, 0]],
  ["other steps", { steps: ["Write it"] }, [0, 0, 0, 1, 0]],
  ["a skip", { status: "skipped" }, [0, 1, 0, 0, 0]],
  ["its priority alone", { priority: 1 }, [0, 0, 0, 0, 1]],
])("a task that differs by %s is told as such", (_, fields, expected) => {
  expect(counts(difference([task("a")], [task("a", fields)]))).toEqual(expected);
});

test("a task under another id is found by its title within its channel, the best match first", () => {
  const before = [
    task("b", { title: "Write the welcome email now" }),
    task("a", { title: "Write welcome email" }),
  ];
  const after = [
    task("z", { title: "Draft the welcome email" }),
    task("y", { title: "Write welcome email", channel: "blog" }),
  ];
  const found = difference(before, after);
  expect(found.changed.map((pair) => [pair.before.id, pair.after.id])).toEqual([["tsk_a", "tsk_z"]]);
  expect(found.removed.map(({ id }) => id)).toEqual(["tsk_b"]);
  expect(found.added.map(({ id }) => id)).toEqual(["tsk_y"]);
});

test("equally good matches are made in the order of ids, whatever the order of tasks", () => {
  const before = [task("2"), task("1")];
  const after = [task("4", { due_date: "2026-10-01" }), task("3", { due_date: "2026-10-01" })];
  const pairs = difference(before, after).moved.map((pair) => [pair.before.id, pair.after.id]);
  expect(pairs).toEqual([
    ["tsk_1", "tsk_3"],
    ["tsk_2", "tsk_4"],
  ]);
});

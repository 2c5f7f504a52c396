import { expect, test } from "vitest";
import { createDeduplication } from "./deduplication.ts";

const tenMinutesMs = 600_000;

test("an id is remembered for ten minutes and not longer", () => {
  const memory = createDeduplication();
  memory.remember("id", "msg_1", 0);
  expect(memory.find("id", tenMinutesMs - 1)).toBe("msg_1");
  expect(memory.find("id", tenMinutesMs)).toBeUndefined();
});

test("an id that comes again after its window belongs to the new message", () => {
  const memory = createDeduplication();
  memory.remember("id", "msg_1", 0);
  memory.remember("id", "msg_2", tenMinutesMs);
  expect(memory.find("id", 2 * tenMinutesMs - 1)).toBe("msg_2");
});

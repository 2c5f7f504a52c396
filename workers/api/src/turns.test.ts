import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("twenty pieces of work that wait for each other's end run six at a time, in their order", async () => {
  const inTurn = createTurns();
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const all = Array.from({ length: 20 }, (_, number) =>
    inTurn(async () => {
      begun.push(number);
      await new Promise<void>((end) => ends.push(end));
      return number;
    }),
  );
  for (let ended = 0; ended < 20; ended += 1) {
    expect(begun).toEqual(Array.from({ length: Math.min(20, ended + 6) }, (_, number) => number));
    ends[ended]?.();
    await all[ended];
  }
  expect(await Promise.all(all)).toHaveLength(20);
});

test("work that fails gives its place on, and the failure to who asked", async () => {
  const inTurn = createTurns(1);
  const failing = inTurn(() => Promise.reject(new Error("away")));
  const next = inTurn(async () => "done");
  await expect(failing).rejects.toThrow("away");
  expect(await next).toBe("done");
});

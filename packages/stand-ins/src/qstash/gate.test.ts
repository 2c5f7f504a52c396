import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";
import { createGate } from "./gate.ts";

const { signal } = new AbortController();

test("nobody overtakes, and never more are inside than the parallelism", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(3), { maxLength: 20 }),
      async (limit, stays) => {
        const gate = createGate(createClock(1), { parallelism: limit });
        const admitted: number[] = [];
        let inside = 0;
        let most = 0;
        await Promise.all(
          stays.map(async (ticks, index) => {
            const leave = await gate.enter(signal);
            admitted.push(index);
            inside += 1;
            most = Math.max(most, inside);
            for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
            inside -= 1;
            leave();
            leave();
          }),
        );
        expect(admitted).toEqual(stays.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(limit);
        expect(gate.state).toMatchObject({ inside: 0, waiting: 0 });
      },
    ),
  );
});

test("no more begin in a period than the rate, whatever leaves", async () => {
  vi.useFakeTimers();
  try {
    const clock = createClock(1);
    const gate = createGate(clock, { rate: 2, periodMs: 1000 });
    let begun = 0;
    const begin = async () => {
      const leave = await gate.enter(signal);
      begun += 1;
      leave();
    };
    for (let index = 0; index < 5; index += 1) {
      void begin();
    }
    await vi.advanceTimersByTimeAsync(999);
    expect(begun).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toBe(4);
    gate.resetRate();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toBe(5);
    clock.close();
  } finally {
    vi.useRealTimers();
  }
});

test("who gives up leaves the line and takes nobody's turn", async () => {
  const gate = createGate(createClock(1), { parallelism: 1 });
  const leave = await gate.enter(signal);
  const impatient = new AbortController();
  const second = gate.enter(impatient.signal);
  const third = gate.enter(signal);
  impatient.abort(new Error("gave up"));
  await expect(second).rejects.toThrow("gave up");
  leave();
  await expect(third).resolves.toBeTypeOf("function");
});

test("a paused gate lets nobody in until it is resumed", async () => {
  const gate = createGate(createClock(1));
  gate.pause();
  const entered = gate.enter(signal);
  expect(gate.state).toMatchObject({ waiting: 1, inside: 0, paused: true });
  gate.resume();
  await expect(entered).resolves.toBeTypeOf("function");
});

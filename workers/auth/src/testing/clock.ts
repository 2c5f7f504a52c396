import { afterEach, vi } from "vitest";

/**
 * Stops the worker's clock for one test and returns what moves it on by that many seconds. The database and Redis keep
 * their own.
 */
export function stopClock(): (seconds: number) => void {
  vi.useFakeTimers({ toFake: ["Date"] });
  return (seconds) => void vi.setSystemTime(Date.now() + seconds * 1000);
}

/** Lets the clock run again after each test of a file that stops it. */
export function startClockAfterEach(): void {
  afterEach(() => void vi.useRealTimers());
}

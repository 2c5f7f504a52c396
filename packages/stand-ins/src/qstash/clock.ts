/** Waiting, made faster by a scale. `now` is never scaled, so signatures and timestamps stay true. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Sets the scale of the waits that begin from now on: 0.001 makes 12 s into 12 ms. */
  setScale(scale: number): void;
  /** Calls back once after a scaled wait; the returned function calls it off. */
  after(waitMs: number, call: () => void): () => void;
  /** Resolves after a scaled wait; rejects with the signal's reason when that aborts first. */
  wait(waitMs: number, signal: AbortSignal): Promise<void>;
  /** Calls everything off. */
  close(): void;
}

/** What `setTimeout` can hold; a longer wait is made of several. */
const longestTimerMs = 2 ** 31 - 1;

/** A clock on the machine's time. */
export function createClock(initialScale: number): Clock {
  let scale = initialScale;
  let closed = false;
  const timers = new Set<NodeJS.Timeout>();

  function arm(leftMs: number, call: () => void): () => void {
    let cancelRest: (() => void) | undefined;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (leftMs > longestTimerMs) cancelRest = arm(leftMs - longestTimerMs, call);
        else call();
      },
      Math.min(leftMs, longestTimerMs),
    );
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
      cancelRest?.();
    };
  }

  function after(waitMs: number, call: () => void): () => void {
    return closed ? () => {} : arm(waitMs * scale, call);
  }

  return {
    now: () => Date.now(),
    setScale(next) {
      scale = next;
    },
    after,
    async wait(waitMs, signal) {
      signal.throwIfAborted();
      if (waitMs <= 0) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = after(waitMs, () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      });
      signal.addEventListener("abort", giveUp, { once: true });
      await promise;
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

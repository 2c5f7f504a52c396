import type { Clock } from "./clock.ts";

/** Gives back a place in a gate; calling it again does nothing. */
export type Leave = () => void;

/** How many may be inside at once, and how many may begin per period. */
export interface GateLimits {
  readonly parallelism: number;
  readonly rate: number;
  readonly periodMs: number;
}

/** A line of waiters, first come first served, who are let in as the limits allow. */
export interface Gate {
  /** Resolves when let in; rejects with the signal's reason when that aborts in the line. */
  enter(signal: AbortSignal): Promise<Leave>;
  configure(limits: Partial<GateLimits>): void;
  pause(): void;
  resume(): void;
  /** Ends the current rate period at once. */
  resetRate(): void;
  readonly state: GateLimits & {
    readonly waiting: number;
    readonly inside: number;
    readonly paused: boolean;
    /** Starts counted in the current period, and when it began (Unix ms, 0 when none is running). */
    readonly started: number;
    readonly periodStart: number;
  };
}

/** A gate without limits until it is configured. */
export function createGate(clock: Clock, initial: Partial<GateLimits> = {}): Gate {
  let limits: GateLimits = { parallelism: Infinity, rate: Infinity, periodMs: 1000, ...initial };
  let line: (() => void)[] = [];
  let inside = 0;
  let paused = false;
  let started = 0;
  let periodStart = 0;
  let stopPeriod: (() => void) | undefined;

  function letIn(): void {
    if (paused) return;
    while (line.length > 0 && inside < limits.parallelism && started < limits.rate) {
      inside += 1;
      countStart();
      line.shift()?.();
    }
  }

  function countStart(): void {
    if (limits.rate === Infinity) return;
    started += 1;
    if (started > 1) return;
    periodStart = clock.now();
    stopPeriod = clock.after(limits.periodMs, endPeriod);
  }

  function endPeriod(): void {
    stopPeriod?.();
    started = 0;
    periodStart = 0;
    letIn();
  }

  function leaveOnce(): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      letIn();
    };
  }

  return {
    async enter(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<Leave>();
      const giveUp = () => {
        line = line.filter((waiter) => waiter !== admit);
        reject(signal.reason);
      };
      const admit = () => {
        signal.removeEventListener("abort", giveUp);
        resolve(leaveOnce());
      };
      signal.addEventListener("abort", giveUp, { once: true });
      line.push(admit);
      letIn();
      return promise;
    },
    configure(change) {
      limits = { ...limits, ...change };
      letIn();
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      letIn();
    },
    resetRate: endPeriod,
    get state() {
      return { ...limits, waiting: line.length, inside, paused, started, periodStart };
    },
  };
}

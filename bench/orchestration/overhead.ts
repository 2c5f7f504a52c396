import { median } from "../auth/statistics.ts";

/** What the model's calls take. */
interface Limits {
  readonly thinkMs: number;
  readonly modelCallsAtOnce: number;
}

/** How much later plans were finished than the model's calls alone would allow. */
export interface Overhead {
  /** Of the last plan: the model's time, and waiting for a free place at it. */
  readonly criticalPathMs: number;
  /** Of the time that each plan would have taken with the model alone, on average, in percent. */
  readonly meanPercent: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const callsOfModules = 4;

/**
 * The k-th plan cannot be finished before the calls that a queue lets out first are: all strategies, then the modules of
 * the plans before it, so many at once, each taking the model's time. Alone a plan takes two calls after each other. `after` says when plans were finished, in
 * milliseconds since all were asked for at once.
 */
export function overheadOf(after: readonly number[], { thinkMs, modelCallsAtOnce }: Limits): Overhead {
  const ideal = (place: number) =>
    thinkMs * Math.max(2, Math.ceil((after.length + callsOfModules * place) / modelCallsAtOnce));
  const inOrder = after.toSorted((a, b) => a - b);
  const overheads = inOrder
    .map((milliseconds, index) => milliseconds - ideal(index + 1))
    .toSorted((a, b) => a - b);
  const shares = inOrder.map((milliseconds, index) => milliseconds / ideal(index + 1) - 1);
  return {
    criticalPathMs: ideal(after.length),
    meanPercent: (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length,
    medianMs: median(overheads),
    p95Ms: overheads[Math.ceil(overheads.length * 0.95) - 1] ?? Number.NaN,
  };
}

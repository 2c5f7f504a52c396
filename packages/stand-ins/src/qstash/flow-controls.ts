import type { Clock } from "./clock.ts";
import { createGate, type Gate, type GateLimits, type Leave } from "./gate.ts";
import { Refusal } from "./refusal.ts";
import type { FlowControl } from "./settings.ts";

interface Control {
  readonly key: string;
  readonly gate: Gate;
  pinnedParallelism: boolean;
  pinnedRate: boolean;
}

/** Limits of a key, those not named staying as they are. */
interface Pin {
  readonly parallelism?: number | undefined;
  readonly rate?: number | undefined;
  readonly periodMs?: number | undefined;
}

/** Flow control: at most so many starts per period and so many in flight, per key. The others wait. */
export interface FlowControls {
  /** Takes over the limits that a message brings, unless its key is pinned. */
  note(flowControl: FlowControl | undefined): void;
  /** Waits for an attempt's turn; without flow control it is always its turn. */
  enter(flowControl: FlowControl | undefined, signal: AbortSignal): Promise<Leave>;
  list(): Control[];
  /** Refuses (404) a key that no message has named. */
  require(key: string): Control;
  pin(key: string, pin: Pin): void;
  unpin(key: string, what: { readonly parallelism: boolean; readonly rate: boolean }): void;
}

/** No keys. */
export function createFlowControls(clock: Clock): FlowControls {
  const controls = new Map<string, Control>();

  function ensure(key: string): Control {
    const known = controls.get(key);
    if (known) return known;
    const control = { key, gate: createGate(clock), pinnedParallelism: false, pinnedRate: false };
    controls.set(key, control);
    return control;
  }

  function requireControl(key: string): Control {
    const control = controls.get(key);
    if (!control) throw new Refusal(404, `flow control key ${key} not found`);
    return control;
  }

  return {
    note(flowControl) {
      if (!flowControl) return;
      const { gate, pinnedParallelism, pinnedRate } = ensure(flowControl.key);
      if (!pinnedParallelism) gate.configure({ parallelism: flowControl.parallelism ?? Infinity });
      if (!pinnedRate) {
        gate.configure({ rate: flowControl.rate ?? Infinity, periodMs: flowControl.periodMs ?? 1000 });
      }
    },
    enter: async (flowControl, signal) =>
      flowControl ? ensure(flowControl.key).gate.enter(signal) : () => {},
    list: () => [...controls.values()],
    require: requireControl,
    pin(key, { parallelism, rate, periodMs }) {
      const control = ensure(key);
      control.pinnedParallelism ||= parallelism !== undefined;
      control.pinnedRate ||= rate !== undefined;
      const change: Partial<GateLimits> = {
        ...(parallelism === undefined ? {} : { parallelism }),
        ...(rate === undefined ? {} : { rate }),
        ...(periodMs === undefined ? {} : { periodMs }),
      };
      control.gate.configure(change);
    },
    unpin(key, { parallelism, rate }) {
      const control = requireControl(key);
      if (parallelism) control.pinnedParallelism = false;
      if (rate) control.pinnedRate = false;
    },
  };
}

/** A key as its endpoints give it; 0 stands for no limit. */
export function presentFlowControl({ key, gate: { state }, pinnedParallelism, pinnedRate }: Control): object {
  return {
    flowControlKey: key,
    waitListSize: state.waiting,
    parallelismMax: finite(state.parallelism),
    parallelismCount: state.inside,
    rateMax: finite(state.rate),
    rateCount: state.started,
    ratePeriod: state.periodMs / 1000,
    ratePeriodStart: state.periodStart,
    isPaused: state.paused,
    isPinnedParallelism: pinnedParallelism,
    isPinnedRate: pinnedRate,
  };
}

function finite(limit: number): number {
  return limit === Infinity ? 0 : limit;
}

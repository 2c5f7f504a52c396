interface FaultTarget {
  readonly method: string;
  readonly target: string;
}

interface FaultScope {
  /** Only requests whose raw target contains this text; every request when absent. */
  readonly path?: string;
  /** How many requests it hits before it is used up; default 1. */
  readonly times?: number;
}

/**
 * A failure that a test switches on. `drop` closes the connection before the request is handled, `drop_answer` after:
 * the work is done and the client cannot know. `delay` waits, then handles. `status` answers without handling.
 */
export type Fault = FaultScope &
  (
    | { readonly kind: "drop" }
    | { readonly kind: "drop_answer" }
    | { readonly kind: "delay"; readonly delayMs: number }
    | {
        readonly kind: "status";
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string | object;
      }
  );

/** The faults waiting to strike, first added first used. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that this request meets, if any; uses it up by one. */
  take(request: FaultTarget): Fault | undefined;
}

/** An empty set of faults. */
export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting = [];
    },
    take(request) {
      const hit = waiting.find(({ fault }) => request.target.includes(fault.path ?? ""));
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}

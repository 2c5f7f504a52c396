import type { Clock } from "./clock.ts";
import { createGate, type Gate, type Leave } from "./gate.ts";
import type { Limits } from "./options.ts";
import { overQuota, Refusal } from "./refusal.ts";

interface Queue {
  readonly name: string;
  readonly gate: Gate;
  readonly createdAt: number;
  updatedAt: number;
}

/** Queues by name. A message keeps its place inside from its first attempt until its callbacks are done. */
export interface Queues {
  /** Creates a queue that is unknown. Refuses (412) one more than the plan allows. */
  ensure(name: string): Queue;
  /** Refuses (412) more parallelism than the plan allows. */
  upsert(name: string, change: { readonly parallelism: number; readonly paused: boolean }): void;
  /** Refuses (404) a queue that does not exist. */
  require(name: string): Queue;
  list(): Queue[];
  remove(name: string): void;
  /** Waits for the message's turn; without a queue it is always its turn. */
  enter(name: string | undefined, signal: AbortSignal): Promise<Leave>;
}

/** No queues. */
export function createQueues(clock: Clock, limits: Limits): Queues {
  const queues = new Map<string, Queue>();

  function ensure(name: string): Queue {
    const known = queues.get(name);
    if (known) return known;
    if (queues.size >= limits.queues) throw overQuota("maxQueues", limits.queues);
    const now = clock.now();
    const queue = { name, gate: createGate(clock, { parallelism: 1 }), createdAt: now, updatedAt: now };
    queues.set(name, queue);
    return queue;
  }

  return {
    ensure,
    upsert(name, { parallelism, paused }) {
      if (parallelism > limits.queueParallelism) throw overQuota("maxParallelism", limits.queueParallelism);
      const queue = ensure(name);
      queue.updatedAt = clock.now();
      queue.gate.configure({ parallelism });
      if (paused) queue.gate.pause();
      else queue.gate.resume();
    },
    require(name) {
      const queue = queues.get(name);
      if (!queue) throw new Refusal(404, `queue ${name} not found`);
      return queue;
    },
    list: () => [...queues.values()],
    remove: (name) => void queues.delete(name),
    enter: async (name, signal) => (name === undefined ? () => {} : ensure(name).gate.enter(signal)),
  };
}

/** A queue as its endpoints give it. */
export function presentQueue({ name, gate: { state }, createdAt, updatedAt }: Queue): object {
  return {
    name,
    parallelism: state.parallelism,
    lag: state.waiting + state.inside,
    paused: state.paused,
    createdAt,
    updatedAt,
  };
}

import { createClock, type Clock } from "./clock.ts";
import { createDeadLetters, type DeadLetters } from "./dead-letters.ts";
import { createDeliverer } from "./deliverer.ts";
import { createDeliveryFaults, type FaultyDelivery } from "./delivery-faults.ts";
import { createFlowControls, type FlowControls } from "./flow-controls.ts";
import { createGate, type Gate } from "./gate.ts";
import { createLog, type Log } from "./log.ts";
import { createMessages, type Messages } from "./messages.ts";
import type { Configuration } from "./options.ts";
import { createPublisher, type Publisher } from "./publisher.ts";
import { createQueues, type Queues } from "./queues.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createSchedules, type Schedules } from "./schedules.ts";
import { createKeyRing, type KeyRing } from "./signature.ts";
import { createTopics, type Topics } from "./topics.ts";

/** The parts of one stand-in, as its routes use them. */
export interface Services {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly log: Log;
  readonly messages: Messages;
  readonly deadLetters: DeadLetters;
  readonly queues: Queues;
  readonly flowControls: FlowControls;
  readonly everything: Gate;
  readonly topics: Topics;
  readonly faults: FaultyDelivery;
  readonly runner: Runner;
  readonly publisher: Publisher;
  readonly schedules: Schedules;
  /** Ends every timer and every connection to a destination. */
  close(): Promise<void>;
}

/** Builds the parts and puts them together. */
export function createServices(configuration: Configuration): Services {
  const { limits } = configuration;
  const clock = createClock(configuration.timeScale);
  const keys = createKeyRing(configuration.signingKeys);
  const log = createLog(clock, limits.logRetentionMs);
  const messages = createMessages();
  const deadLetters = createDeadLetters(clock, limits.deadLetterRetentionMs);
  const queues = createQueues(clock, limits);
  const flowControls = createFlowControls(clock);
  const everything = createGate(clock, { parallelism: limits.parallelism });
  const topics = createTopics(clock, limits.urlGroups);
  const faults = createDeliveryFaults();
  const deliverer = createDeliverer();
  const shared = {
    configuration,
    clock,
    keys,
    log,
    messages,
    deadLetters,
    queues,
    flowControls,
    everything,
    faults,
  };
  const runner = createRunner({ ...shared, deliverer });
  const publisher = createPublisher({ configuration, clock, topics, queues, runner });
  const schedules = createSchedules(clock, limits, publisher);
  return {
    ...shared,
    topics,
    runner,
    publisher,
    schedules,
    async close() {
      clock.close();
      await runner.close();
    },
  };
}

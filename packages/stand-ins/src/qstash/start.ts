import { startServer, type Answer, type Received, type StandIn } from "../server.ts";
import { controlQstash } from "./control.ts";
import type { DeliveryFaults } from "./delivery-faults.ts";
import type { MessageOverview } from "./messages.ts";
import { configure, type QstashOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { dispatch } from "./router.ts";
import { deadLetterRoutes } from "./routes/dead-letters.ts";
import { flowControlRoutes } from "./routes/flow-control.ts";
import { keyRoutes } from "./routes/keys.ts";
import { logRoutes } from "./routes/log.ts";
import { messageRoutes } from "./routes/messages.ts";
import { publishRoutes } from "./routes/publish.ts";
import { queueRoutes } from "./routes/queues.ts";
import { scheduleRoutes } from "./routes/schedules.ts";
import { topicRoutes } from "./routes/topics.ts";
import { createServices } from "./services.ts";

/** A running QStash. Its `faults` strike requests to it; its `deliveries` strike what it delivers. */
export interface Qstash extends StandIn {
  readonly deliveries: DeliveryFaults;
  /** Pending and recently finished messages, newest first, without any header. */
  messages(): MessageOverview[];
  /** Scales the waits that begin from now on. */
  setTimeScale(scale: number): void;
  /** Resolves when no message is pending. A paused queue or a held message keeps it waiting. */
  idle(): Promise<void>;
}

/**
 * Starts a stand-in for QStash that the official client and receiver cannot tell from the real one: publishing, queues,
 * callbacks, retries, dead letters, schedules and signatures, with everything in memory. Rejects with `PortTakenError`
 * when the port is in use.
 */
export async function startQstash(options: QstashOptions): Promise<Qstash> {
  const configuration = configure(options);
  const services = createServices(configuration);
  const routes = [
    ...publishRoutes(services),
    ...messageRoutes(services),
    ...deadLetterRoutes(services),
    ...logRoutes(services),
    ...keyRoutes(services),
    ...queueRoutes(services),
    ...scheduleRoutes(services),
    ...topicRoutes(services),
    ...flowControlRoutes(services),
  ];

  function handle(received: Received): Answer {
    try {
      requireToken(received, configuration.token);
      return dispatch(routes, received) ?? { status: 404, body: { error: "not found" } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, headers: error.headers, body: { error: error.message } };
    }
  }

  const server = await startServer({
    name: "QStash",
    ...(options.port === undefined ? {} : { port: options.port }),
    // A little more than the largest batch, whose own check can then answer in QStash's words.
    maxBodyBytes: configuration.limits.batchBytes + 1,
    handle,
    control: (received) => controlQstash(services, received),
    onClose: () => services.close(),
  });
  return {
    ...server,
    deliveries: services.faults,
    messages: () => services.messages.overview(),
    setTimeScale: (scale) => services.clock.setScale(scale),
    idle: () => services.runner.idle(),
  };
}

/** The token comes as a bearer token or as the query parameter `qstash_token`. */
function requireToken({ headers, target }: Received, token: string): void {
  const inQuery = /[?&]qstash_token=([^&]*)/.exec(target)?.[1];
  if (headers.authorization === `Bearer ${token}`) return;
  if (inQuery !== undefined && new URLSearchParams(`t=${inQuery}`).get("t") === token) return;
  throw new Refusal(401, "unauthorized: invalid token");
}

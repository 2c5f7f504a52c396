import * as z from "zod";
import { presentQueue } from "../queues.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";
import { readJson } from "./json.ts";

const Upsert = z.object({
  queueName: z.string().regex(/^[\w.-]+$/),
  parallelism: z.int().min(1).default(1),
  paused: z.boolean().default(false),
});

/** Queues. Deleting one cancels the messages in it. */
export function queueRoutes({ queues, messages, runner }: Services): Route[] {
  return [
    route("POST", "/v2/queues", ({ received }) => {
      const { queueName, ...change } = readJson(Upsert, received);
      queues.upsert(queueName, change);
      return {};
    }),
    route("GET", "/v2/queues", () => ({ body: queues.list().map(presentQueue) })),
    route("GET", "/v2/queues/:name", ({ param }) => ({ body: presentQueue(queues.require(param("name"))) })),
    route("DELETE", "/v2/queues/:name", ({ param }) => {
      const { name } = queues.require(param("name"));
      const inside = messages.pending().filter(({ settings }) => settings.queueName === name);
      for (const message of inside) runner.cancel(message);
      queues.remove(name);
      return {};
    }),
    route("POST", "/v2/queues/:name/pause", ({ param }) => {
      queues.require(param("name")).gate.pause();
      return {};
    }),
    route("POST", "/v2/queues/:name/resume", ({ param }) => {
      queues.require(param("name")).gate.resume();
      return {};
    }),
  ];
}

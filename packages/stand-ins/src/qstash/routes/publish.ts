import * as z from "zod";
import type { Answer, Received } from "../../server.ts";
import { readDestination } from "../destination.ts";
import { flattenHeaders } from "../headers.ts";
import type { Publication, Published } from "../publisher.ts";
import { Refusal } from "../refusal.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";
import { readName } from "../settings.ts";
import { readJson } from "./json.ts";

const Batch = z.array(
  z.object({
    destination: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(""),
    queue: z.string().optional(),
  }),
);

/** Publishing: one message, one through a queue, or many. */
export function publishRoutes({ publisher, configuration }: Services): Route[] {
  function publishOne(item: z.infer<typeof Batch>[number]): Published | Published[] | { error: string } {
    try {
      return publisher.publish({
        destination: item.destination,
        headers: lowerNames(item.headers),
        body: Buffer.from(item.body),
        queueName: readName("queue", item.queue),
      });
    } catch (error) {
      // The items are independent: a refused one does not undo the others.
      if (error instanceof Refusal) return { error: error.message };
      throw error;
    }
  }

  return [
    route("POST", "/v2/publish/*destination", ({ received, param }) =>
      answerPublished(publisher.publish(readPublication(received, param("destination")))),
    ),
    route("POST", "/v2/enqueue/:queue/*destination", ({ received, param }) =>
      answerPublished(
        publisher.publish({
          ...readPublication(received, param("destination")),
          queueName: readName("queue", param("queue")),
        }),
      ),
    ),
    route("POST", "/v2/batch", ({ received }) => {
      const { batchBytes } = configuration.limits;
      if (received.body.length > batchBytes)
        throw new Refusal(413, `batch too large, limit: ${batchBytes} bytes`);
      return { body: readJson(Batch, received).map(publishOne) };
    }),
  ];
}

/** A publish as its request has it: raw destination, and settings from headers or query. */
export function readPublication({ headers, body }: Received, tail: string): Publication {
  const { destination, headers: fromQuery } = readDestination(tail);
  return { destination, headers: { ...flattenHeaders(headers), ...fromQuery }, body };
}

function answerPublished(published: Published | Published[]): Answer {
  const duplicate = !Array.isArray(published) && published.deduplicated;
  return { status: duplicate ? 202 : 200, body: published };
}

function lowerNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

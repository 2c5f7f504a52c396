import type { ServerResponse } from "node:http";
import type { Received } from "../server.ts";
import type { RedisEngine } from "./engine/engine.ts";
import { decodeSegment } from "./request.ts";

/** The open event streams. */
export interface Streams {
  /** Opens one when the path is `/subscribe/<channel>` or `/psubscribe/<pattern>`; false for other paths. */
  open(path: string, received: Received, response: ServerResponse): Promise<boolean>;
  closeAll(): void;
}

/** Sends messages as server-sent events: `data: message,<channel>,<payload>` and so on. */
export function createStreams(engine: RedisEngine): Streams {
  const responses = new Set<ServerResponse>();

  return {
    async open(path, { signal }, response) {
      const [, kind, channel] = /^\/(subscribe|psubscribe)\/(.+)$/.exec(path) ?? [];
      if ((kind !== "subscribe" && kind !== "psubscribe") || channel === undefined) return false;
      // The client does not percent-encode the channel, so slashes are part of it.
      const name = decodeSegment(channel);
      const prefix = kind === "psubscribe" ? `pmessage,${name.toString()},` : "message,";

      const send = (event: string): void => {
        if (!response.destroyed && !response.writableEnded) response.write(frame(event));
      };

      const subscribed = engine.subscribe({
        kind,
        name,
        // A message may come together with the confirmation, which the client must see first.
        deliver: (from, payload) =>
          void subscribed.then(() => send(`${prefix}${from.toString()},${payload.toString()}`)),
      });
      const unsubscribe = await subscribed;
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
      send(`${kind},${name.toString()},1`);

      const end = (): void => {
        unsubscribe();
        responses.delete(response);
      };
      if (signal.aborted) end();
      else {
        responses.add(response);
        response.once("close", end);
      }
      return true;
    },
    closeAll() {
      for (const response of responses) response.end();
    },
  };
}

/** A line break inside a message would end its frame; each line is a `data` field of the same event. */
function frame(event: string): string {
  return `data: ${event.replaceAll("\n", "\ndata: ")}\n\n`;
}

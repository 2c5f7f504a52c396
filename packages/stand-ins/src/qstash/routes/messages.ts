import { matches } from "../filter.ts";
import type { Message } from "../message.ts";
import { presentMessage } from "../present.ts";
import { Refusal } from "../refusal.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";

/** Pending messages: read, cancel one, cancel many. */
export function messageRoutes({ messages, runner }: Services): Route[] {
  function requirePending(id: string): Message {
    const message = messages.findPending(id);
    if (!message) throw new Refusal(404, `message ${id} not found`);
    return message;
  }

  return [
    route("GET", "/v2/messages/:id", ({ param }) => ({ body: presentMessage(requirePending(param("id"))) })),
    route("DELETE", "/v2/messages/:id", ({ param }) => {
      runner.cancel(requirePending(param("id")));
      return { body: { cancelled: 1 } };
    }),
    // As with the hosted service no filter means all of them, up to `count`.
    route("DELETE", "/v2/messages", ({ query }) => {
      const found = messages
        .pending()
        .filter((message) => matches(query, { message, time: message.createdAt }))
        .slice(0, Number(query.get("count") ?? Infinity));
      for (const message of found) runner.cancel(message);
      return { body: { cancelled: found.length } };
    }),
  ];
}

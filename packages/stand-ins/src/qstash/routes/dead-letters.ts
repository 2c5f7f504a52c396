import { presentDeadLetter, type DeadLetter } from "../dead-letters.ts";
import { Refusal } from "../refusal.ts";
import { route, type Route } from "../router.ts";
import type { Services } from "../services.ts";

/** The dead letter queue: list, read, delete, and retry, which makes a new message and removes the entry. */
export function deadLetterRoutes({ deadLetters, runner }: Services): Route[] {
  function requireLetter(dlqId: string): DeadLetter {
    const letter = deadLetters.find(dlqId);
    if (!letter) throw new Refusal(404, `dlq message ${dlqId} not found`);
    return letter;
  }

  function retry({ message, dlqId }: DeadLetter): object {
    deadLetters.remove(dlqId);
    return { messageId: runner.start(message).id };
  }

  return [
    route("GET", "/v2/dlq", ({ query }) => {
      const { items, cursor } = deadLetters.page(query);
      return { body: { messages: items.map(presentDeadLetter), cursor } };
    }),
    route("GET", "/v2/dlq/:dlqId", ({ param }) => ({
      body: presentDeadLetter(requireLetter(param("dlqId"))),
    })),
    route("DELETE", "/v2/dlq/:dlqId", ({ param }) => {
      deadLetters.remove(requireLetter(param("dlqId")).dlqId);
      return {};
    }),
    route("DELETE", "/v2/dlq", ({ query }) => {
      const { items, cursor } = deadLetters.page(query);
      for (const { dlqId } of items) deadLetters.remove(dlqId);
      return { body: { deleted: items.length, cursor } };
    }),
    route("POST", "/v2/dlq/retry", ({ query }) => {
      const { items, cursor = "" } = deadLetters.page(query);
      return { status: 201, body: { responses: items.map(retry), cursor } };
    }),
    route("POST", "/v2/dlq/retry/:dlqId", ({ param }) => ({
      status: 201,
      body: retry(requireLetter(param("dlqId"))),
    })),
  ];
}

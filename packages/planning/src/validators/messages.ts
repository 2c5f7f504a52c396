import type * as z from "zod";

/** A model's answer after all checks: what may be used, or short messages to send with the next attempt. */
export type Reading<Answer> = ({ ok: true } & Answer) | { ok: false; messages: string[] };

const mostMessages = 20;

/** What is wrong with an answer, one line a field, such as `tasks.3.title: Too long`. */
export function messagesOf(error: z.ZodError): string[] {
  const lines = error.issues.map(
    ({ path, message }) => `${path.map(String).join(".") || "answer"}: ${message}`,
  );
  return cutMessages(lines);
}

/** At most so many messages of a length that leaves the model room to answer. */
export function cutMessages(messages: readonly string[]): string[] {
  return [...new Set(messages)].slice(0, mostMessages).map((message) => message.slice(0, 200));
}

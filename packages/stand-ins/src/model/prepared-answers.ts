import * as z from "zod";

const Scope = {
  /** Only for requests whose body contains this text; for any when absent. */
  match: z.string().optional(),
  /** For how many requests; default 1. */
  times: z.int().min(1).default(1),
};

/** An answer given in place of the playbook's, so that a test can see what a bad one does. */
export const PreparedAnswer = z.discriminatedUnion("kind", [
  /**
   * This text and these function calls, whatever the request asked for. A stream may also break off after the text, or hang
   * there until its client goes.
   */
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    toolCalls: z
      .array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
      .default([]),
    ending: z.enum(["end", "break", "hang"]).default("end"),
    ...Scope,
  }),
  /** The playbook's answer cut in half, as when the token limit was reached. */
  z.object({ kind: z.literal("truncated"), ...Scope }),
  /** No content; the model declines. */
  z.object({ kind: z.literal("refusal"), refusal: z.string(), ...Scope }),
]);
export type PreparedAnswer = z.input<typeof PreparedAnswer>;

/** The answers waiting to be given, first added first used. */
export interface PreparedAnswers {
  add(answer: PreparedAnswer): void;
  clear(): void;
  /** The answer meant for a request with this body, if any; uses it up by one. */
  take(body: string): z.output<typeof PreparedAnswer> | undefined;
}

/** An empty queue. */
export function createPreparedAnswers(): PreparedAnswers {
  let waiting: { answer: z.output<typeof PreparedAnswer>; left: number }[] = [];
  return {
    add(answer) {
      const parsed = PreparedAnswer.parse(answer);
      waiting.push({ answer: parsed, left: parsed.times });
    },
    clear() {
      waiting = [];
    },
    take(body) {
      const hit = waiting.find(({ answer }) => body.includes(answer.match ?? ""));
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return hit.answer;
    },
  };
}

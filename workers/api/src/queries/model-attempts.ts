import { type SQL, sql } from "drizzle-orm";
import type { ModelUsage } from "./model-usage.ts";

/** What a person reads about the model's answer later: its words, name, prompt version and token counts. */
export interface StoredAnswer extends ModelUsage {
  readonly text: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly sha256: string;
}

/** One attempt at having the model answer, as it is kept. */
export interface ModelAttempt {
  readonly promptVersion: string;
  /** SHA-256 of the request's canonical JSON, the model's name included. */
  readonly requestHash: string;
  /** Accepted or not; undefined when none came, or none that may be kept. */
  readonly answer?: StoredAnswer;
}

/**
 * The attempt as one value that a statement has under the name `asked`, so that the model's words, up to a megabyte, travel
 * to the database once. `it` is null when no model was asked.
 */
export function askedValue(asked: ModelAttempt | undefined, usage: ModelUsage): SQL {
  return sql`select ${asked ? JSON.stringify({ ...asked, ...usage }) : null}::jsonb as it`;
}

/**
 * Keeps the attempt that is called `asked`, as a data-modifying statement for a `with`. `about` selects one row when it is to
 * be kept and none otherwise, so that it is kept exactly once with the change that it led to: user_id, plan_id, step,
 * draft_id, message_id, attempt, outcome and reason, in this order.
 */
export function keepAttempt(about: SQL): SQL {
  return sql`
    insert into app.model_attempts (user_id, plan_id, step, draft_id, message_id, attempt, outcome, reason,
      prompt_version, request_hash, prompt_tokens, completion_tokens, model, output, output_hash)
    select about.*, it ->> 'promptVersion', it ->> 'requestHash', (it -> 'promptTokens')::int,
      (it -> 'completionTokens')::int, it -> 'answer' ->> 'model', it -> 'answer' ->> 'text', it -> 'answer' ->> 'sha256'
    from (${about}) about, asked where it is not null`;
}

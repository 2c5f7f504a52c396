import { type SQL, sql } from "drizzle-orm";
import { tokensPerDay } from "../token-budget.ts";

/** Tokens of one or more calls of the model. */
export interface ModelUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

const today = sql`(now() at time zone 'UTC')::date`;

/**
 * Seconds until a person whose tokens of today are used up has new ones, as a scalar subquery; null while some are left.
 * Part of the statement that starts work for the model.
 */
export function secondsToNewTokens(userId: string): SQL {
  return sql`(
    select ceil(extract(epoch from (${today} + 1)::timestamp - now() at time zone 'UTC'))::int from app.model_usage
    where user_id = ${userId} and day = ${today} and prompt_tokens + completion_tokens >= ${tokensPerDay}::int)`;
}

/**
 * Adds to the tokens of today, as a data-modifying statement for a `with`. `people` selects `user_id`, one row when they
 * are to be counted and none otherwise, so that they are counted exactly once with the change they belong to.
 */
export function addUsage(people: SQL, { promptTokens, completionTokens }: ModelUsage): SQL {
  return sql`
    insert into app.model_usage (user_id, day, prompt_tokens, completion_tokens)
    select user_id, ${today}, ${promptTokens}::int, ${completionTokens}::int from (${people}) people
    where ${promptTokens + completionTokens}::int > 0
    on conflict (user_id, day) do update
      set prompt_tokens = model_usage.prompt_tokens + excluded.prompt_tokens,
          completion_tokens = model_usage.completion_tokens + excluded.completion_tokens`;
}

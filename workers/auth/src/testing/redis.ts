import { bindings } from "./bindings.ts";

/** Runs one command on the run's Redis: tests end a limit's window with it instead of waiting. */
export async function redisCommand(...parts: readonly string[]): Promise<unknown> {
  const answer = await fetch(bindings.UPSTASH_REDIS_REST_URL, {
    method: "POST",
    headers: { Authorization: `Bearer ${bindings.UPSTASH_REDIS_REST_TOKEN}` },
    body: JSON.stringify(parts),
  });
  return (await answer.json<{ result?: unknown }>()).result;
}

/** Forgets every link that was asked for. */
export async function forgetSends(): Promise<void> {
  await redisCommand("FLUSHALL");
}

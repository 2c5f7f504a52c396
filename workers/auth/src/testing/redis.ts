import * as z from "zod";
import { bindings } from "./bindings.ts";

/** Where the run's Redis is, as the limits take it. */
export const redis = { url: bindings.UPSTASH_REDIS_REST_URL, token: bindings.UPSTASH_REDIS_REST_TOKEN };

/** Runs one command on the run's Redis and returns its result. */
export async function redisCommand(...parts: readonly string[]): Promise<unknown> {
  const answer = await fetch(redis.url, {
    method: "POST",
    headers: { Authorization: `Bearer ${redis.token}` },
    body: JSON.stringify(parts),
  });
  return (await answer.json<{ result?: unknown }>()).result;
}

/** Forgets every link that was asked for. */
export async function forgetSends(): Promise<void> {
  await redisCommand("FLUSHALL");
}

/** Makes Redis fail until `healRedis`; see the stand-ins' `Fault`. */
export async function failRedis(fault: object): Promise<void> {
  await fetch(`${redis.url}/_stand-in/faults`, { method: "POST", body: JSON.stringify(fault) });
}

export async function healRedis(): Promise<void> {
  await fetch(`${redis.url}/_stand-in/faults`, { method: "DELETE" });
}

/** How many commands Redis was sent while this work was done. */
export async function redisCommandsDuring(work: () => Promise<unknown>): Promise<number> {
  await fetch(`${redis.url}/_stand-in/requests`, { method: "DELETE" });
  await work();
  const answer = await fetch(`${redis.url}/_stand-in/requests`);
  return z.array(z.unknown()).parse(await answer.json()).length;
}

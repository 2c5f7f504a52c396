import { fork } from "node:child_process";
import { once } from "node:events";
import type { Stack } from "@alva/stand-ins/stack";
import { spawnRedisServer } from "@alva/stand-ins/redis/engine/redis-server";
import { Client } from "pg";
import * as z from "zod";
import { classicTables } from "./tables.ts";

/** The classic design, running on our stack's Postgres and model, and on a Redis of its own. */
export interface Classic {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts it in a process of its own. It calls the model at most so many times at once. */
export async function startClassic(stack: Stack, modelCallsAtOnce: number): Promise<Classic> {
  const redis = await spawnRedisServer();
  const owner = new Client({ connectionString: stack.postgres.url });
  await owner.connect();
  await owner.query(classicTables);
  await owner.end();
  const settings = {
    databaseUrl: stack.postgres.url,
    redisPath: redis.socketPath,
    modelUrl: `${stack.model.url}/v1/chat/completions`,
    modelKey: stack.secrets.modelApiKey,
    modelCallsAtOnce,
  };
  const child = fork(new URL("process.ts", import.meta.url), [JSON.stringify(settings)]);
  const ended = once(child, "exit");
  const [address] = await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("the classic design did not start"))),
  ]);
  return {
    origin: z.url().parse(address),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
      await redis.stop();
    },
  };
}

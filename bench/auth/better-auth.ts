import { randomBytes } from "node:crypto";
import type { Stack } from "@alva/stand-ins/stack";
import { developmentOrigins } from "@alva/stand-ins/worker-variables";
import { getMigrations } from "better-auth/db/migration";
import { Client, Pool } from "pg";
import { betterAuthSchema } from "./better-auth-tables.ts";

/** Makes better-auth's tables with its own migration, indexes included, in a schema of their own. */
export async function migrateBetterAuth(databaseUrl: string): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query(`create schema ${betterAuthSchema}`);
  await owner.end();
  const database = new Pool({
    connectionString: databaseUrl,
    options: `-c search_path=${betterAuthSchema}`,
  });
  const { runMigrations } = await getMigrations({ database });
  await runMigrations();
  await database.end();
}

/** What the better-auth worker is told: the same database, through the same stand-in, as its owner, and the same Redis. */
export function betterAuthVariables({ postgres, neon, redis, secrets }: Stack): Record<string, string> {
  return {
    DATABASE_URL: postgres.url,
    NEON_FETCH_ENDPOINT: neon.endpoint,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
    ORIGIN: "https://better-auth.example.com",
    WEB_ORIGIN: developmentOrigins.web,
    SECRET: randomBytes(32).toString("base64url"),
  };
}

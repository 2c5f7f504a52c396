import { type Database, isPassing } from "@alva/database/client";
import { dependencyUnavailable } from "@alva/http/api-error";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";

/** The auth worker's database. */
export type AuthDatabase = Database<Record<string, never>>;

/**
 * Runs one statement and parses its rows: what leaves the database is checked like any other input. Rejects with
 * `dependency_unavailable` when the database cannot be reached or asks to try again.
 */
export async function select<Row extends z.ZodType>(
  db: AuthDatabase,
  row: Row,
  statement: SQL,
): Promise<z.output<Row>[]> {
  const { rows } = await db.execute(statement).catch((error: unknown) => {
    throw isPassing(error) ? dependencyUnavailable(error) : error;
  });
  return z.array(row).parse(rows);
}

/** Runs one statement whose rows nobody needs. */
export async function run(db: AuthDatabase, statement: SQL): Promise<void> {
  await select(db, z.unknown(), statement);
}

/** A timestamp as RFC 3339 in UTC with milliseconds, the form the contracts use. */
export function rfc3339(time: SQL): SQL {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

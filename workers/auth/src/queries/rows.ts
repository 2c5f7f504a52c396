import { type Database, isPassing } from "@alva/database/client";
import { dependencyUnavailable } from "@alva/http/api-error";
import type { SQL } from "drizzle-orm";
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

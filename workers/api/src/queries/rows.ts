import { type Database, isPassing } from "@alva/database/client";
import { dependencyUnavailable } from "@alva/http/api-error";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";

/** The api worker's database. */
export type AppDatabase = Database<Record<string, never>>;

/** Runs one statement and parses its rows: what leaves the database is checked like any other input. */
export async function select<Row extends z.ZodType>(
  db: AppDatabase,
  row: Row,
  statement: SQL,
): Promise<z.output<Row>[]> {
  const { rows } = await reached(db.execute(statement));
  return z.array(row).parse(rows);
}

/** The outcome of a statement or batch. Rejects with `dependency_unavailable` when the database was out of reach. */
export async function reached<Result>(asked: PromiseLike<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    throw isPassing(error) ? dependencyUnavailable(error) : error;
  }
}

/** A timestamp column as RFC 3339 in UTC with milliseconds, the form the contracts use. */
export function rfc3339(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Ids as an array of Postgres, to be cast to `uuid[]`. */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join()}}`;
}

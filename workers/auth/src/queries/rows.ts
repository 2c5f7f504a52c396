import type * as tables from "@alva/database/auth-tables";
import { type Database, sqlState } from "@alva/database/client";
import { dependencyUnavailable } from "@alva/http/api-error";
import type { SQL } from "drizzle-orm";
import * as z from "zod";

/** The auth worker's database. */
export type AuthDatabase = Database<typeof tables>;

/** Connection lost, resources short, shut down or timed out (Appendix A of the Postgres manual): nobody's mistake. */
const passing = /^(?:08|40|53|57)/;

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
    throw passing.test(sqlState(error) ?? "08") ? dependencyUnavailable(error) : error;
  });
  return z.array(row).parse(rows);
}

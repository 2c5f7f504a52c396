import { type SQL, sql } from "drizzle-orm";

/**
 * The first statement of a batch in which one write of a person at a time may run: those that follow see all that an
 * earlier one committed, even when it put another plan in the place of the current one. `userId` is a value or a column.
 */
export function lockPerson(userId: string | SQL): SQL {
  return sql`select pg_advisory_xact_lock(hashtextextended((${userId})::text, 0))`;
}

import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AuthDatabase, run, select } from "./rows.ts";

/** How often the api worker is told of one erasure: at once, after a day, and three days after that. */
const tellings = 3;

/** Longer than the publisher's own tries, so that two sweeps never tell of the same at once. */
const leaseSeconds = 60;

const Erasure = z.object({ user_id: z.uuid(), times_told: z.int() });
/** An account that is gone, and how often the api worker has been told. */
export type Erasure = z.infer<typeof Erasure>;

/** Claims erasures that have to be told now. The claim lapses by itself when the telling fails. */
export async function claimDueErasures(db: AuthDatabase, { limit }: { limit: number }): Promise<Erasure[]> {
  return select(
    db,
    Erasure,
    sql`
      update auth.erasures set next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
      where user_id in (
        select user_id from auth.erasures where next_attempt_at <= now()
        order by next_attempt_at limit ${limit} for update skip locked)
      returning user_id, times_told`,
  );
}

/** Notes that the api worker has been told once more; the last time the erasure is forgotten. */
export async function markErasureTold(db: AuthDatabase, { user_id, times_told }: Erasure): Promise<void> {
  const told = times_told + 1;
  await run(
    db,
    told < tellings
      ? sql`update auth.erasures
          set times_told = ${told}, next_attempt_at = now() + ${told === 1 ? 1 : 3} * interval '1 day'
          where user_id = ${user_id} and times_told = ${times_told}`
      : sql`delete from auth.erasures where user_id = ${user_id} and times_told = ${times_told}`,
  );
}

import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type AuthDatabase, run, select } from "./rows.ts";

/** Longer than the publisher's own tries. */
const leaseSeconds = 60;

interface Decision {
  /** Selects the `id` of each account. */
  readonly from: SQL;
  readonly closing: boolean;
  /** Of the request that decides. */
  readonly traceId: string;
}

/**
 * Part of a statement that schedules or undoes an erasure: the api worker is to be told of it, and of nothing older. The
 * clock is read when the account's row is locked already, so later decisions have later times.
 */
export function queueClosing({ from, closing, traceId }: Decision): SQL {
  return sql`
    insert into auth.closings (user_id, closing, decided_at, trace_id)
    select id, ${closing}::boolean, clock_timestamp(), ${traceId} from ${from}
    on conflict (user_id) do update
      set closing = excluded.closing, decided_at = excluded.decided_at, trace_id = excluded.trace_id,
        next_attempt_at = now()`;
}

const Closing = z.object({
  user_id: z.uuid(),
  closing: z.boolean(),
  decided_at: z.iso.datetime(),
  trace_id: z.string(),
});
/** An account of which the api worker has to be told that it is to be erased, or is kept after all. */
export type Closing = z.infer<typeof Closing>;

const decidedAt = sql`to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Claims decisions that have to be told. The claim lapses by itself when the telling fails. */
export async function claimDueClosings(db: AuthDatabase, { limit }: { limit: number }): Promise<Closing[]> {
  return select(
    db,
    Closing,
    sql`
      update auth.closings set next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
      where user_id in (
        select user_id from auth.closings where next_attempt_at <= now()
        order by next_attempt_at limit ${limit} for update skip locked)
      returning user_id, closing, ${decidedAt} as decided_at, trace_id`,
  );
}

/** Forgets a decision that was told. One that was made meanwhile is still to be told. */
export async function markClosingTold(db: AuthDatabase, { user_id, decided_at }: Closing): Promise<void> {
  await run(
    db,
    sql`delete from auth.closings where user_id = ${user_id} and decided_at = ${decided_at}::timestamptz`,
  );
}

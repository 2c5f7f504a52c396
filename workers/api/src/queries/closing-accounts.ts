import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { isKnown } from "./known-person.ts";
import { type AppDatabase, select } from "./rows.ts";

interface Decision {
  readonly userId: string;
  readonly closing: boolean;
  /** RFC 3339. */
  readonly decidedAt: string;
}

/**
 * Notes whether an account is to be erased. The latest decision counts, in whatever order and however often they come.
 * Nothing is written about somebody of whom nothing is stored: they may be erased already.
 */
export async function noteClosing(db: AppDatabase, { userId, closing, decidedAt }: Decision): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      insert into app.closing_accounts as known (user_id, closing, decided_at)
      select person.id, ${closing}::boolean, ${decidedAt}::timestamptz from (select ${userId}::uuid as id) person
      where ${isKnown(sql`person.id`)}
      on conflict (user_id) do update set closing = excluded.closing, decided_at = excluded.decided_at
      where excluded.decided_at > known.decided_at`,
  );
}

/** Whether this person's account is to be erased. */
export function isClosing(userId: SQL): SQL {
  return sql`exists (select from app.closing_accounts where user_id = ${userId} and closing)`;
}

/** Whether this person's account is to be erased, by a decision after this moment or at it. */
export function isClosingSince(userId: SQL, moment: SQL): SQL {
  return sql`exists (
    select from app.closing_accounts where user_id = ${userId} and closing and decided_at >= ${moment})`;
}

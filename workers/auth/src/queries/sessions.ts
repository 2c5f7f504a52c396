import { Account } from "@alva/contracts/auth";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { RefreshToken, Successor } from "../refresh-token.ts";
import { type AuthDatabase, select } from "./rows.ts";

/** Seconds a session lasts without use: 7 days. */
export const idleTtlSeconds = 7 * 24 * 60 * 60;

/** Seconds a session lasts at most: 30 days. */
export const absoluteTtlSeconds = 30 * 24 * 60 * 60;

/** Seconds in which the immediate parent of the newest token still gets that very token. */
const retrySeconds = 10;

/** Neither revoked nor past its time, and its account not disabled. Needs `sessions` and `users` in scope. */
const alive: SQL = sql`
  sessions.revoked_at is null
  and sessions.rotated_at > now() - ${idleTtlSeconds} * interval '1 second'
  and sessions.created_at > now() - ${absoluteTtlSeconds} * interval '1 second'
  and users.disabled_at is null`;

const Rotation = z.object({
  user_id: z.uuid(),
  email: z.string(),
  /** The key that the newest token was derived with. */
  key_id: z.string(),
  /** Seconds that the session may still last without use. */
  max_age: z.int(),
  reused: z.boolean(),
});

interface Rotate {
  readonly presented: RefreshToken;
  /** What follows if the presented token is the newest one. */
  readonly successor: Successor;
}

/**
 * Rotates a refresh token (RFC 9700 section 4.14.2). The newest token of a living session is followed by the successor;
 * its parent, within 10 seconds, changes nothing and gets the same answer; any older token, or a late parent, revokes
 * the session and answers `reused`. Undefined when there is no living session with this token: nothing is changed.
 *
 * The decision reads only the session's own row, which the update locks: statements that waited for the lock see what
 * the winner wrote there, so callers at the same moment cannot fork the family.
 */
export async function rotateRefreshToken(db: AuthDatabase, { presented, successor }: Rotate) {
  const isNewest = sql`sessions.generation = ${presented.generation}`;
  const isRetry = sql`(sessions.generation = ${successor.generation}
    and sessions.rotated_at > now() - ${retrySeconds} * interval '1 second')`;
  const isReuse = sql`not (${isNewest} or ${isRetry})`;
  const rows = await select(
    db,
    Rotation,
    sql`
      with touched as (
        update auth.sessions set
          generation = case when ${isNewest} then ${successor.generation} else sessions.generation end,
          key_id = case when ${isNewest} then ${successor.keyId} else sessions.key_id end,
          rotated_at = case when ${isNewest} then now() else sessions.rotated_at end,
          revoked_at = case when ${isReuse} then now() end,
          revoked_for = case when ${isReuse} then 'reuse'::auth.revocation end
        from auth.refresh_tokens as token, auth.users
        where sessions.id = ${presented.sessionId}
          and token.session_id = sessions.id
          and token.generation = ${presented.generation}
          and token.token_hash = ${presented.hash}
          and users.id = sessions.user_id
          and ${alive}
        returning sessions.*, users.email
      ), successor as (
        insert into auth.refresh_tokens (session_id, generation, token_hash)
        select id, ${successor.generation}::int, ${successor.hash} from touched where revoked_at is null
        on conflict do nothing
      )
      select user_id, email, key_id, revoked_at is not null as reused,
        floor(least(${idleTtlSeconds}, extract(epoch from created_at - now()) + ${absoluteTtlSeconds}))::int as max_age
      from touched`,
  );
  return rows[0];
}

/** Ends the session that a token, new or old, belongs to. Every token of the family is dead from then on. */
export async function endSession(db: AuthDatabase, presented: RefreshToken): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      update auth.sessions set revoked_at = now(), revoked_for = 'logout'
      from auth.refresh_tokens as token
      where sessions.id = ${presented.sessionId} and sessions.revoked_at is null
        and token.session_id = sessions.id
        and token.generation = ${presented.generation}
        and token.token_hash = ${presented.hash}`,
  );
}

/** The account that a living session speaks for, or undefined. */
export async function findSignedInAccount(
  db: AuthDatabase,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Account | undefined> {
  const rows = await select(
    db,
    Account,
    sql`
      select users.id, users.email,
        to_char(users.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at
      from auth.sessions join auth.users on users.id = sessions.user_id
      where sessions.id = ${sessionId} and users.id = ${userId} and ${alive}`,
  );
  return rows[0];
}

import { type SQL, sql } from "drizzle-orm";

/** Seconds a session lasts without use: 7 days. */
export const idleTtlSeconds = 7 * 24 * 60 * 60;

/** Seconds a session lasts at most: 30 days. */
export const absoluteTtlSeconds = 30 * 24 * 60 * 60;

/** Whom a verified access token speaks for. */
export interface Caller {
  readonly userId: string;
  readonly sessionId: string;
}

/** Neither revoked nor past its time, and its account not disabled. Needs `sessions` and `users` in scope. */
export const alive: SQL = sql`
  sessions.revoked_at is null
  and sessions.rotated_at > now() - ${idleTtlSeconds} * interval '1 second'
  and sessions.created_at > now() - ${absoluteTtlSeconds} * interval '1 second'
  and users.disabled_at is null`;

/** The session behind an access token and its account, as one row; none when the session has ended. */
export function aliveSession({ userId, sessionId }: Caller): SQL {
  return sql`
    select sessions.id as session_id, users.id as user_id, users.email, users.created_at, users.erases_at
    from auth.sessions join auth.users on users.id = sessions.user_id
    where sessions.id = ${sessionId} and users.id = ${userId} and ${alive}`;
}

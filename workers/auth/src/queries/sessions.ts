import { Account, maxSessions, Session } from "@alva/contracts/auth";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { OpenedWith } from "../opened-with.ts";
import type { RefreshToken, Successor } from "../refresh-token.ts";
import { absoluteTtlSeconds, alive, aliveSession, type Caller, idleTtlSeconds } from "./alive-session.ts";
import { writeEvents } from "./audit.ts";
import { type AuthDatabase, rfc3339, run, select } from "./rows.ts";

/** Seconds in which the immediate parent of the newest token still gets that very token. */
const retrySeconds = 10;

/** The session that a refresh token, new or old, belongs to, if its hash says so. */
const ofToken = ({ sessionId, generation, hash }: RefreshToken): SQL => sql`
  sessions.id = ${sessionId} and exists (
    select from auth.refresh_tokens as token
    where token.session_id = sessions.id and token.generation = ${generation} and token.token_hash = ${hash})`;

const Rotation = z.object({
  user_id: z.uuid(),
  email: z.string(),
  erases_at: z.iso.datetime().nullable(),
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
  readonly openedWith: OpenedWith;
}

/**
 * Rotates a refresh token (RFC 9700 section 4.14.2). The newest token of a living session is followed by the successor;
 * its parent, within 10 seconds, changes nothing and gets the same answer; any older token, or a late parent, revokes
 * the session and answers `reused`. Undefined when there is no living session with this token: nothing is changed.
 *
 * The decision reads only the session's own row, which the update locks: statements that waited for the lock see what
 * the winner wrote there, so callers at the same moment cannot fork the family.
 */
export async function rotateRefreshToken(db: AuthDatabase, { presented, successor, openedWith }: Rotate) {
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
        from auth.users
        where ${ofToken(presented)} and users.id = sessions.user_id and ${alive}
        returning sessions.*, users.email, users.erases_at
      ), successor as (
        insert into auth.refresh_tokens (session_id, generation, token_hash)
        select id, ${successor.generation}::int, ${successor.hash} from touched where revoked_at is null
        on conflict do nothing
      ), event as (
        ${writeEvents(openedWith, {
          kind: "reuse_detected",
          from: sql`touched where revoked_at is not null`,
          userId: sql`user_id`,
          sessionId: sql`id`,
        })}
      )
      select user_id, email, ${rfc3339(sql`erases_at`)} as erases_at, key_id, revoked_at is not null as reused,
        floor(least(${idleTtlSeconds}, extract(epoch from created_at - now()) + ${absoluteTtlSeconds}))::int as max_age
      from touched`,
  );
  return rows[0];
}

interface EndSession {
  readonly presented: RefreshToken;
  readonly openedWith: OpenedWith;
}

/** Ends the session that a token, new or old, belongs to. Every token of the family is dead from then on. */
export async function endOwnSession(db: AuthDatabase, { presented, openedWith }: EndSession): Promise<void> {
  await run(
    db,
    sql`
      with ended as (
        update auth.sessions set revoked_at = now(), revoked_for = 'logout'
        where ${ofToken(presented)} and sessions.revoked_at is null
        returning id, user_id
      )
      ${writeEvents(openedWith, { kind: "signed_out", from: sql`ended`, userId: sql`user_id`, sessionId: sql`id` })}`,
  );
}

interface EndAllSessions extends EndSession {
  /** Leaves the session of the token alive. */
  readonly keepThis: boolean;
}

/**
 * Ends every session of the person whose living session a token belongs to. False when that session has ended: nothing is
 * changed then.
 */
export async function endAllSessions(
  db: AuthDatabase,
  { presented, keepThis, openedWith }: EndAllSessions,
): Promise<boolean> {
  const rows = await select(
    db,
    z.unknown(),
    sql`
      with caller as (
        select sessions.id, sessions.user_id from auth.sessions join auth.users on users.id = sessions.user_id
        where ${ofToken(presented)} and ${alive}
      ), ended as (
        update auth.sessions set revoked_at = now(), revoked_for = 'ended'
        from caller
        where sessions.user_id = caller.user_id and sessions.revoked_at is null
          and (sessions.id <> caller.id or not ${keepThis})
      ), event as (
        ${writeEvents(openedWith, {
          kind: "signed_out_everywhere",
          from: sql`caller`,
          userId: sql`user_id`,
          sessionId: sql`id`,
        })}
      )
      select from caller`,
  );
  return rows.length > 0;
}

interface EndOneSession extends Caller {
  /** The session to end. */
  readonly ended: string;
  readonly openedWith: OpenedWith;
}

/**
 * Ends one living session of the caller's, perhaps the caller's own. `false` when there is none with this id, undefined
 * when the caller's session has ended itself.
 */
export async function endOneSession(
  db: AuthDatabase,
  { ended, openedWith, ...caller }: EndOneSession,
): Promise<boolean | undefined> {
  const rows = await select(
    db,
    z.object({ ended: z.boolean() }),
    sql`
      with caller as (${aliveSession(caller)}), ended as (
        update auth.sessions set revoked_at = now(), revoked_for = 'ended'
        from caller join auth.users on users.id = caller.user_id
        where sessions.id = ${ended} and sessions.user_id = caller.user_id and ${alive}
        returning sessions.id, sessions.user_id
      ), event as (
        ${writeEvents(openedWith, {
          kind: "session_ended",
          from: sql`ended`,
          userId: sql`user_id`,
          sessionId: sql`id`,
        })}
      )
      select exists (select from ended) as ended from caller`,
  );
  return rows[0]?.ended;
}

/** The caller's living sessions, the last used first; undefined when the caller's own has ended. */
export async function listSessions(db: AuthDatabase, caller: Caller): Promise<Session[] | undefined> {
  const rows = await select(
    db,
    z.object({ sessions: z.array(Session) }),
    sql`
      with caller as (${aliveSession(caller)}), living as (
        select sessions.*, sessions.id = caller.session_id as current
        from caller join auth.users on users.id = caller.user_id
          join auth.sessions on sessions.user_id = caller.user_id
        where ${alive}
        order by sessions.rotated_at desc, sessions.id limit ${maxSessions}
      )
      select (
        select jsonb_agg(jsonb_build_object(
          'id', id, 'device', device, 'browser', browser, 'place', place, 'current', current,
          'created_at', ${rfc3339(sql`created_at`)}, 'last_used_at', ${rfc3339(sql`rotated_at`)})
          order by rotated_at desc, id)
        from living) as sessions
      from caller`,
  );
  return rows[0]?.sessions;
}

/** The account that a living session speaks for, or undefined. */
export async function findSignedInAccount(db: AuthDatabase, caller: Caller): Promise<Account | undefined> {
  const rows = await select(
    db,
    Account,
    sql`
      with caller as (${aliveSession(caller)})
      select user_id as id, email, ${rfc3339(sql`created_at`)} as created_at, ${rfc3339(sql`erases_at`)} as erases_at
      from caller`,
  );
  return rows[0];
}

import { AuditEvent, type AuditKind } from "@alva/contracts/auth";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { OpenedWith } from "../opened-with.ts";
import { aliveSession, type Caller } from "./alive-session.ts";
import { type AuthDatabase, rfc3339, select } from "./rows.ts";

interface NewEvent {
  readonly kind: AuditKind;
  /** What gives one row for each event: a table expression, with its conditions. */
  readonly from: SQL;
  readonly userId: SQL;
  readonly sessionId?: SQL;
  /** Keyed hash of an address that was typed. */
  readonly addressHash?: string;
}

/** The statement that writes events, to stand in the statement that does what they tell of. */
export function writeEvents(
  { device, browser, place }: OpenedWith,
  ...[first, ...others]: readonly [NewEvent, ...NewEvent[]]
): SQL {
  const events = others.reduce((sum, one) => sql`${sum} union all ${eventRows(one)}`, eventRows(first));
  return sql`
    insert into auth.audit_events (kind, user_id, session_id, address_hash, device, browser, place)
    select events.*, ${device}::text, ${browser}::text, ${place}::text from (${events}) as events`;
}

function eventRows({ kind, from, userId, sessionId, addressHash }: NewEvent): SQL {
  return sql`
    select ${kind}::auth.audit_kind, ${userId}::uuid, ${sessionId ?? null}::uuid, ${addressHash ?? null}::text
    from ${from}`;
}

interface ListEvents extends Caller {
  readonly limit: number;
  /** The event that the last page ended with. */
  readonly after: string | undefined;
}

/** An account's events, newest first; undefined when the caller's session has ended. */
export async function listEvents(
  db: AuthDatabase,
  { limit, after, ...caller }: ListEvents,
): Promise<AuditEvent[] | undefined> {
  const later =
    after === undefined ? sql`` : sql`and (at, id) < (select at, id from of_caller where id = ${after})`;
  const rows = await select(
    db,
    z.object({ events: z.array(AuditEvent) }),
    sql`
      with caller as (${aliveSession(caller)}), of_caller as (
        select audit_events.* from auth.audit_events join caller on audit_events.user_id = caller.user_id
      ), page as (
        select * from of_caller where true ${later} order by at desc, id desc limit ${limit}
      )
      select coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', id, 'kind', kind, 'at', ${rfc3339(sql`at`)}, 'session_id', session_id,
          'device', device, 'browser', browser, 'place', place) order by at desc, id desc)
        from page), '[]'::jsonb) as events
      from caller`,
  );
  return rows[0]?.events;
}

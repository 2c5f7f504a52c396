import type { NewNote } from "@alva/contracts/client-note";
import { ClientProfile } from "@alva/contracts/profile";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { profileDocument } from "./profile.ts";
import { type AppDatabase, reached, rfc3339 } from "./rows.ts";

const mostNotes = 50;

interface TakeNote {
  readonly userId: string;
  readonly note: NewNote;
  /** When it was said. */
  readonly at: SQL;
  /** A condition that must hold. */
  readonly when: SQL;
}

/**
 * Common table expressions that append a note to the profile as a new version, `noted`, and keep that in the history. The note's
 * id is the operation's. The hash is that of the profile before, and of what the note says (docs/decisions).
 */
export function takeNote({ userId, note, at, when }: TakeNote): SQL {
  const { operation_id: id, text, source, task_id } = note;
  return sql`
    note as (
      select jsonb_build_object('id', ${id}::text, 'at', ${rfc3339(at)}, 'source', ${source}::text,
        'text', ${text}::text, 'task_id', ${task_id}::text) as note
    ), noted as (
      update app.profiles p
      set version = p.version + 1, updated_at = now(),
          profile_hash = encode(sha256(convert_to(p.profile_hash || (note.note - 'id' - 'at')::text, 'UTF8')), 'hex'),
          profile = jsonb_set(p.profile, '{client_notes}', (
            select jsonb_agg(newest.item order by newest.place) from (
              select * from jsonb_array_elements(coalesce(p.profile -> 'client_notes', '[]') || note.note)
                with ordinality as notes (item, place)
              order by place desc limit ${mostNotes}::int) newest))
      from note where p.user_id = ${userId} and ${when}
      returning p.user_id, p.version, p.profile, p.updated_at
    ), noted_version as (
      insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from noted
    )`;
}

const NoteRow = z.object({
  profile: ClientProfile,
  known: ClientProfile.shape.client_notes.unwrap().element.nullable(),
});

/** The profile with a note, and what an earlier operation of the same id had noted, if there was one. */
export type NoteOutcome = z.infer<typeof NoteRow>;

/** Appends a note to the person's profile, once per operation id; undefined without a profile. */
export async function addNoteOnce(
  db: AppDatabase,
  { userId, note }: Pick<TakeNote, "userId" | "note">,
): Promise<NoteOutcome | undefined> {
  const [, { rows }] = await reached(
    db.batch([
      // The next statement sees every version that another request of the person wrote.
      db.execute(sql`select from app.profiles where user_id = ${userId} for no key update`),
      db.execute(sql`
        with known as (
          select item from app.profile_versions v, jsonb_array_elements(v.profile -> 'client_notes') item
          where v.user_id = ${userId} and item ->> 'id' = ${note.operation_id} limit 1
        ), ${takeNote({ userId, note, at: sql`statement_timestamp()`, when: sql`not exists (select from known)` })}
        select ${profileDocument} as profile, null::jsonb as known from noted
        union all
        select ${profileDocument}, known.item from app.profiles, known where user_id = ${userId}`),
    ]),
  );
  return z.array(NoteRow).parse(rows)[0];
}

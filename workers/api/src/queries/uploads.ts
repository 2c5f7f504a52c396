import { Upload, uploadsPerPerson, type UploadType } from "@alva/contracts/upload";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { FileKey } from "../files.ts";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";

const columns = sql`id, name, content_type, bytes, ${rfc3339(sql`created_at`)} as created_at`;

interface SaveUpload extends FileKey {
  readonly name: string;
  readonly contentType: UploadType;
  readonly bytes: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
}

/**
 * Stores what is known of a file once per content: the same bytes again give the row that is there, under its own id.
 * Undefined when the person has as many files as they may.
 */
export async function saveUploadOnce(db: AppDatabase, upload: SaveUpload): Promise<Upload | undefined> {
  const { userId, id, name, contentType, bytes, sha256 } = upload;
  const [, { rows }] = await reached(
    db.batch([
      // One upload of a person at a time: the next statement sees every file that an earlier one stored.
      db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`),
      db.execute(sql`
        with equal as (
          select ${columns} from app.uploads where user_id = ${userId} and sha256 = ${sha256}
        ), stored as (
          insert into app.uploads (id, user_id, name, content_type, bytes, sha256)
          select ${id}::uuid, ${userId}::uuid, ${name}, ${contentType}, ${bytes}::int, ${sha256}
          where not exists (select from equal)
            and (select count(*) from app.uploads where user_id = ${userId}) < ${uploadsPerPerson}::int
          returning ${columns}
        )
        select * from equal union all select * from stored`),
    ]),
  );
  return z.array(Upload).parse(rows)[0];
}

interface ListUploads {
  readonly userId: string;
  readonly limit: number;
  /** The last file of the page before. */
  readonly after: { readonly createdAt: string; readonly id: string } | undefined;
}

/** A person's files, newest first. */
export async function listUploads(db: AppDatabase, { userId, limit, after }: ListUploads): Promise<Upload[]> {
  return select(
    db,
    Upload,
    sql`
      select ${columns} from app.uploads u
      where user_id = ${userId} and (${after === undefined}::boolean
        or (date_trunc('milliseconds', u.created_at), id) < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by date_trunc('milliseconds', u.created_at) desc, id desc limit ${limit}::int`,
  );
}

/** What is known of one of a person's files, or undefined. */
export async function findUpload(db: AppDatabase, { userId, id }: FileKey): Promise<Upload | undefined> {
  const rows = await select(
    db,
    Upload,
    sql`select ${columns} from app.uploads where id = ${id} and user_id = ${userId}`,
  );
  return rows[0];
}

/** Forgets one of a person's files unless their profile names it. The bytes are the caller's to delete. */
export async function deleteUpload(
  db: AppDatabase,
  { userId, id }: FileKey,
): Promise<"deleted" | "in_profile" | "not_found"> {
  const [row] = await select(
    db,
    z.object({ in_profile: z.boolean() }),
    sql`
      with own as (
        select id, exists (
          select from app.profiles p
          where p.user_id = u.user_id and p.profile #> '{brand_identity,asset_file_ids}' ? u.id::text) as in_profile
        from app.uploads u where id = ${id} and user_id = ${userId}
      ), deleted as (
        delete from app.uploads u using own where u.id = own.id and not own.in_profile
      )
      select in_profile from own`,
  );
  if (!row) return "not_found";
  return row.in_profile ? "in_profile" : "deleted";
}

const FileRow = z.object({ user_id: z.string(), id: z.string() });

/** Those of these files that nothing is known of. */
export async function findFilesWithoutUpload(db: AppDatabase, files: readonly FileKey[]): Promise<FileKey[]> {
  const asked = JSON.stringify(files.map(({ userId, id }) => ({ user_id: userId, id })));
  const rows = await select(
    db,
    FileRow,
    sql`
      select user_id, id from jsonb_to_recordset(${asked}::jsonb) as file (user_id uuid, id uuid)
      where not exists (select from app.uploads u where u.id = file.id and u.user_id = file.user_id)`,
  );
  return rows.map(({ user_id, id }) => ({ userId: user_id, id }));
}

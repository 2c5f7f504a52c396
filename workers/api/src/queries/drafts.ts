import type { Draft } from "@alva/contracts/draft";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { draftColumns, DraftRow, presentDraft } from "./draft-row.ts";
import { type AppDatabase, select } from "./rows.ts";

interface OwnDraft {
  readonly userId: string;
  readonly draftId: string;
}

/** One of a person's drafts, or undefined. */
export async function findDraft(db: AppDatabase, { userId, draftId }: OwnDraft): Promise<Draft | undefined> {
  return first(
    db,
    sql`select ${draftColumns} from app.drafts d where d.id = ${draftId} and d.user_id = ${userId}`,
  );
}

interface ListDrafts {
  readonly userId: string;
  readonly taskId: string;
  readonly limit: number;
  /** The last draft of the page before: when it was asked for, and its id. */
  readonly after: { readonly createdAt: string; readonly id: string } | undefined;
}

/** A person's drafts for a task, newest first; undefined when they never had such a task. */
export async function listDrafts(
  db: AppDatabase,
  { userId, taskId, limit, after }: ListDrafts,
): Promise<Draft[] | undefined> {
  const [known] = await select(
    db,
    z.object({ drafts: z.array(DraftRow).nullable() }),
    sql`
      select (
        select jsonb_agg(to_jsonb(row)) from (
          select ${draftColumns} from app.drafts d
          where d.user_id = ${userId} and d.task_id = ${taskId} and (${after === undefined}::boolean
            or (date_trunc('milliseconds', d.created_at), d.id)
              < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
          order by date_trunc('milliseconds', d.created_at) desc, d.id desc limit ${limit}::int
        ) row) as drafts
      where exists (select from app.tasks where user_id = ${userId} and id = ${taskId})
        or exists (select from app.drafts where user_id = ${userId} and task_id = ${taskId})`,
  );
  return known && (known.drafts ?? []).map(presentDraft);
}

/** Stops a draft that is under way; a finished one stays as it is. Returns the draft as it now stands, or undefined. */
export async function cancelDraft(db: AppDatabase, own: OwnDraft): Promise<Draft | undefined> {
  return moveAndRead(db, own, {
    set: sql`state = 'cancelled', reason = null`,
    from: sql`state in ('queued', 'working', 'retrying', 'fixing')`,
  });
}

/** Keeps the owner's version of a ready draft; an empty one takes it away. Any other draft stays as it is. */
export async function editDraft(
  db: AppDatabase,
  { editedText, ...own }: OwnDraft & { readonly editedText: string },
): Promise<Draft | undefined> {
  return moveAndRead(db, own, {
    set: sql`content = content || jsonb_build_object('edited_text', nullif(${editedText}::text, ''))`,
    from: sql`state = 'ready'`,
  });
}

/** Changes a person's draft that is in one of the states `from`, and reads it whether or not it was. */
function moveAndRead(
  db: AppDatabase,
  { userId, draftId }: OwnDraft,
  { set, from }: { readonly set: SQL; readonly from: SQL },
): Promise<Draft | undefined> {
  return first(
    db,
    sql`
      with moved as (
        update app.drafts set ${set}, updated_at = now()
        where id = ${draftId} and user_id = ${userId} and ${from} returning *
      )
      select ${draftColumns} from (
        select * from moved
        union all select * from app.drafts
        where id = ${draftId} and user_id = ${userId} and not exists (select from moved)
      ) d`,
  );
}

async function first(db: AppDatabase, statement: SQL): Promise<Draft | undefined> {
  const [row] = await select(db, DraftRow, statement);
  return row && presentDraft(row);
}

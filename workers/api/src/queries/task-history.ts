import { TaskHistoryEntry } from "@alva/contracts/task-history";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

interface Differences {
  readonly kind: Exclude<TaskHistoryEntry["kind"], "added" | "restored">;
  readonly at: SQL;
  /** What to select from: tasks as they were, `b`, and as they are, `c`. */
  readonly pairs: SQL;
}

/** A common table expression that remembers what is new in each `c`, compared with its `b`. */
export function rememberDifferences({ kind, at, pairs }: Differences): SQL {
  return sql`
  remembered as (
    insert into app.task_changes (user_id, task_id, at, change)
    select c.user_id, c.id, ${at}, jsonb_build_object('kind', ${kind}::text) || difference.fields
    from ${pairs}, lateral (
      select ${fromTo("status", sql`b.status`, sql`c.status`)}
        || ${fromTo("due_date", sql`b.due_date`, sql`c.due_date`)}
        || ${fromTo("pinned", sql`b.pinned`, sql`c.pinned`)}
        || ${fromTo("title", sql`b.task -> 'title'`, sql`c.task -> 'title'`)}
        || ${fromTo("channel", sql`b.channel`, sql`c.channel`)}
        || ${fromTo("estimated_minutes", sql`b.task -> 'estimated_minutes'`, sql`c.task -> 'estimated_minutes'`)}
        || case when b.notes <> c.notes then '{"notes":true}' else '{}' end::jsonb as fields
    ) difference
    where difference.fields <> '{}'
  )`;
}

/** A common table expression that remembers each row of `rows` as one that came to the board. */
export function rememberArrivals(kind: "added" | "restored", rows: SQL): SQL {
  return sql`
    remembered as (
      insert into app.task_changes (user_id, task_id, at, change)
      select arrived.user_id, arrived.id, board.acted_at, jsonb_build_object('kind', ${kind}::text)
      from (${rows}) arrived, board
    )`;
}

function fromTo(field: string, before: SQL, after: SQL): SQL {
  const moved = sql`jsonb_build_object(${field}::text, jsonb_build_object('from', ${before}, 'to', ${after}))`;
  return sql`case when ${before} is distinct from ${after} then ${moved} else '{}' end`;
}

const HistoryRow = z.object({
  id: z.int(),
  at: z.string(),
  change: TaskHistoryEntry.omit({ at: true }),
});

interface ListHistory {
  readonly userId: string;
  readonly taskId: string;
  readonly limit: number;
  /** Number of the last entry of the page before. */
  readonly before: number | undefined;
}

/** A page of what happened to a task of the person's, newest first; undefined when the person has no such task. */
export async function listTaskHistory(
  db: AppDatabase,
  { userId, taskId, limit, before }: ListHistory,
): Promise<{ number: number; entry: TaskHistoryEntry }[] | undefined> {
  const [row] = await select(
    db,
    z.object({ entries: z.array(HistoryRow) }),
    sql`
      select coalesce((select jsonb_agg(to_jsonb(page) order by page.id desc) from (
        select h.id, ${rfc3339(sql`h.at`)} as at, h.change from app.task_changes h
        where h.user_id = ${userId} and h.task_id = ${taskId}
          and h.id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
        order by h.id desc limit ${limit}::int) page), '[]') as entries
      where exists (select from app.tasks t where t.user_id = ${userId} and t.id = ${taskId})`,
  );
  return row?.entries.map(({ id, at, change }) => ({ number: id, entry: { at, ...change } }));
}

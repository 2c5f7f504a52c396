import {
  type ExportContent,
  ExportLink,
  exportLinkSeconds,
  exportLinksPerPerson,
  PlanExportFormat,
} from "@alva/contracts/export";
import type { Archived } from "@alva/planning/exports/archive";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { ArchiveRow, everything, presentEverything } from "./archive.ts";
import { isClosingSince } from "./closing-accounts.ts";
import { isKnown } from "./known-person.ts";
import {
  type ExplainedPlan,
  explainedPlanColumns,
  ExplainedPlanRow,
  presentExplainedPlan,
} from "./ledger.ts";
import { lockPerson } from "./person-lock.ts";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";

/** Columns of `ExportLink` for an `l` that is app.export_links. */
const columns = sql`l.id, ${rfc3339(sql`l.created_at`)} as created_at, ${rfc3339(sql`l.ends_at`)} as ends_at,
  case when l.plan_id is null then jsonb_build_object('what', 'everything')
    else jsonb_build_object('what', 'plan', 'plan_id', l.plan_id, 'format', l.format) end as content`;

/**
 * Whether an `l` leads anywhere. The request to erase the account ends the links made before it; who comes back in time to take
 * everything along makes new ones.
 */
const isLive = sql`(l.ends_at > now() and not ${isClosingSince(sql`l.user_id`, sql`l.created_at`)})`;

interface MakeLink {
  readonly userId: string;
  readonly secretHash: string;
  readonly content: ExportContent;
}

const MadeRow = z.object({ link: ExportLink.nullable() });

/**
 * Makes a link to what there is, and ends the oldest of those that are too many. Null for a plan that is not ready, undefined
 * when there is nothing to export.
 */
export async function makeExportLink(
  db: AppDatabase,
  { userId, secretHash, content }: MakeLink,
): Promise<ExportLink | null | undefined> {
  const [, { rows }] = await reached(
    db.batch([
      // Of two links made at the same moment, the second counts the first.
      db.execute(lockPerson(userId)),
      db.execute(sql`
        with wanted as (${whatThereIs(userId, content)}),
        made as (
          insert into app.export_links as l (user_id, secret_hash, plan_id, format, ends_at)
          select ${userId}::uuid, ${secretHash}, plan_id, format, now() + make_interval(secs => ${exportLinkSeconds}::int)
          from wanted where is_ready
          returning ${columns}
        ), ended as (
          delete from app.export_links where exists (select from made) and id in (
            select id from app.export_links where user_id = ${userId}
            order by created_at desc, id offset ${exportLinksPerPerson - 1}::int)
        )
        select (select to_jsonb(made) from made) as link from wanted`),
    ]),
  );
  return z.array(MadeRow).parse(rows)[0]?.link;
}

/** One row for what a person wants to export, if they have it. */
function whatThereIs(userId: string, content: ExportContent): SQL {
  if (content.what === "everything") {
    return sql`select null::uuid as plan_id, null::text as format, true as is_ready where ${isKnown(sql`${userId}`)}`;
  }
  return sql`select p.id as plan_id, ${content.format}::text as format, p.master_plan is not null as is_ready
    from app.plans p where p.id = ${content.plan_id} and p.user_id = ${userId}`;
}

/** A person's links that lead somewhere, newest first. */
export async function listExportLinks(db: AppDatabase, userId: string): Promise<ExportLink[]> {
  return select(
    db,
    ExportLink,
    sql`select ${columns} from app.export_links l where l.user_id = ${userId} and ${isLive}
      order by l.created_at desc, l.id`,
  );
}

interface OwnLink {
  readonly userId: string;
  readonly id: string;
}

/** Ends one of a person's links; false when they have none with this id. */
export async function endExportLink(db: AppDatabase, { userId, id }: OwnLink): Promise<boolean> {
  const ended = await select(
    db,
    z.unknown(),
    sql`delete from app.export_links where id = ${id} and user_id = ${userId} returning id`,
  );
  return ended.length > 0;
}

/** What a link leads to, at this moment: everything of a person but for the bytes of their files, or one of their plans. */
export type Exported =
  | { readonly what: "everything"; readonly userId: string; readonly archived: Omit<Archived, "files"> }
  | { readonly what: "plan"; readonly format: PlanExportFormat; readonly explained: ExplainedPlan };

const ExportedRow = z.object({
  user_id: z.uuid(),
  format: PlanExportFormat.nullable(),
  everything: ArchiveRow.nullable(),
  plan: ExplainedPlanRow.nullable(),
});

/** What the link with this secret leads to; undefined when that is nothing, or the link has ended. */
export async function findExported(db: AppDatabase, secretHash: string): Promise<Exported | undefined> {
  const [row] = await select(
    db,
    ExportedRow,
    sql`
      with link as (
        select l.user_id, l.plan_id, l.format from app.export_links l
        where l.secret_hash = ${secretHash} and ${isLive}
      )
      select link.user_id, link.format,
        case when link.plan_id is null and ${isKnown(sql`link.user_id`)}
          then (select to_jsonb(row) from (${everything(sql`link.user_id`)}) row) end as everything,
        (select to_jsonb(row) from (
          select ${explainedPlanColumns(sql`link.user_id`)} from app.plans p
          where p.id = link.plan_id and p.user_id = link.user_id) row) as plan
      from link`,
  );
  if (row?.everything) {
    return { what: "everything", userId: row.user_id, archived: presentEverything(row.everything) };
  }
  return row?.plan && row.format
    ? { what: "plan", format: row.format, explained: presentExplainedPlan(row.plan) }
    : undefined;
}

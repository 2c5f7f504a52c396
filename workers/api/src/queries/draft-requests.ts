import type { Draft, DraftKind } from "@alva/contracts/draft";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { tokensPerDay } from "../token-budget.ts";
import { currentPlanId } from "./current-plan.ts";
import { isOpen, type OpenDraft, openColumns, OpenRow, presentOpen } from "./draft-progress.ts";
import { draftColumns, DraftRow, presentDraft } from "./draft-row.ts";
import { profileDocument } from "./profile.ts";
import { type AppDatabase, reached, rfc3339 } from "./rows.ts";

interface DraftRequest {
  readonly userId: string;
  /** Follows from the operation, so that a repetition finds what it began. */
  readonly draftId: string;
  /** Hash of the whole request; the same operation with another hash is a mistake of the client. */
  readonly requestHash: string;
  readonly taskId: string;
  /** By the task when undefined. */
  readonly kind: DraftKind | undefined;
  /** Kept with a draft that is begun. */
  readonly traceId: string;
}

/** What became of a request for a draft. Only one with `open` calls for work. */
export type DraftRequestOutcome =
  | { readonly kind: "no_task" | "reused" }
  | { readonly kind: "quota_exceeded"; readonly retryAfterSeconds: number }
  | { readonly kind: "accepted"; readonly draft: Draft; readonly open: OpenDraft | undefined };

const OutcomeRow = z.object({
  refused_seconds: z.number().nullable(),
  has_task: z.boolean(),
  request_hash: z.string().nullable(),
  draft: DraftRow.nullable(),
  open: OpenRow.nullable(),
});

/** Drafts that a person may ask for in 24 hours. */
export const draftsPerDay = 30;
/** Drafts of one person that may be written at once, so that nobody takes the model's places alone (decision 30). */
export const draftsAtOnce = 2;
/** When to ask again while too many are being written; one takes half a minute. */
const busyWaitSeconds = 30;

/**
 * Begins a draft for a task of the person's current plan, once per operation; each repetition gets the draft as it now
 * is. The person's share of drafts and of tokens is held in the same statement, which keeps all that the model is asked
 * with, so that a lost message can be sent again.
 */
export async function startDraftOnce(
  db: AppDatabase,
  { userId, draftId, requestHash, taskId, kind, traceId }: DraftRequest,
): Promise<DraftRequestOutcome> {
  const [, { rows }] = await reached(
    db.batch([
      // One request of a person at a time: the next statement sees every draft that an earlier one began.
      db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`),
      db.execute(sql`
        with earlier as (
          select * from app.drafts where id = ${draftId} and user_id = ${userId}
        ), wanted as (
          select t.id, t.task, p.artifacts -> (t.task -> 'source' ->> 'module') as artifacts,
            -- A task does not carry its ref, so it is looked up where the module proposed it.
            (select jsonb_path_query_first(s.output, '$.output.tasks[*] ? (@.module_task_id == $id).ref',
               jsonb_build_object('id', t.task -> 'source' ->> 'module_task_id')) #>> '{}'
             from app.plan_steps s where s.plan_id = p.id and s.step::text = t.task -> 'source' ->> 'module') as ref,
            coalesce(${kind ?? null}::text, case
              when t.channel <> 'blog' then 'text'
              when t.task ->> 'title' ~* '^outline' then 'outline'
              when t.task ->> 'title' ~* '^(write|draft|finish)' then 'post'
              else 'text' end) as kind
          from app.tasks t join app.plans p on p.id = t.plan_id
          where t.plan_id = ${currentPlanId(userId)} and t.user_id = ${userId} and t.id = ${taskId}
        ), tokens as (
          select coalesce(sum(prompt_tokens + completion_tokens), 0) >= ${tokensPerDay}::int as used_up
          from app.model_usage where user_id = ${userId} and day = (now() at time zone 'UTC')::date
        ), newest as (
          select created_at from app.drafts
          where user_id = ${userId} and created_at > now() - interval '24 hours'
          order by created_at desc limit ${draftsPerDay}::int
        ), busy as (
          select count(*) >= ${draftsAtOnce}::int as all_places from app.drafts d
          where d.user_id = ${userId} and ${isOpen}
        ), refused as (
          select greatest(
            case when (select all_places from busy) then ${busyWaitSeconds}::int end,
            case when (select used_up from tokens) then extract(epoch from
              (date_trunc('day', now() at time zone 'UTC') + interval '1 day') - (now() at time zone 'UTC')) end,
            case when count(*) = ${draftsPerDay}::int
              then extract(epoch from min(created_at) + interval '24 hours' - now()) end)::int + 1 as seconds
          from newest
          having count(*) = ${draftsPerDay}::int or (select used_up from tokens) or (select all_places from busy)
        ), started as (
          insert into app.drafts (id, user_id, task_id, kind, state, trace_id, input)
          select ${draftId}::uuid, ${userId}::uuid, wanted.id, wanted.kind, 'queued', ${traceId}, jsonb_build_object(
            'kind', wanted.kind, 'task', wanted.task, 'ref', wanted.ref, 'artifacts', wanted.artifacts,
            'profile', owner.profile, 'asked_at', ${rfc3339(sql`now()`)}, 'request_hash', ${requestHash}::text)
          from wanted, (select ${profileDocument} as profile from app.profiles where user_id = ${userId}) owner
          where not exists (select from earlier) and not exists (select from refused)
          returning *
        )
        select (select seconds from refused) as refused_seconds, exists (select from wanted) as has_task,
          d.input ->> 'request_hash' as request_hash,
          case when d.id is not null then (select to_jsonb(row) from (select ${draftColumns}) row) end as draft,
          case when d.is_new then (select to_jsonb(row) from (select ${openColumns}) row) end as open
        from (select) one left join (
          select *, false as is_new from earlier union all select *, true from started
        ) d on true`),
    ]),
  );
  const row = z.array(OutcomeRow).parse(rows)[0];
  if (row?.draft) {
    if (row.request_hash !== requestHash) return { kind: "reused" };
    return {
      kind: "accepted",
      draft: presentDraft(row.draft),
      open: row.open ? presentOpen(row.open) : undefined,
    };
  }
  if (!row?.has_task) return { kind: "no_task" };
  return { kind: "quota_exceeded", retryAfterSeconds: row.refused_seconds ?? 1 };
}

import { DraftState, type DraftCheck, type DraftContent } from "@alva/contracts/draft";
import { DraftMaterial } from "@alva/planning/drafts/draft-input";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { StoredDraft } from "./draft-row.ts";
import { askedValue, keepAttempt, type ModelAttempt } from "./model-attempts.ts";
import { runLimitSeconds } from "./plan-progress.ts";
import { addUsage, type ModelUsage } from "./model-usage.ts";
import { type AppDatabase, select } from "./rows.ts";

/** A draft on its way, as the statements of this folder select it. */
export const OpenRow = z.object({
  id: z.uuid(),
  state: DraftState,
  attempt: z.int(),
  trace_id: z.string(),
  waits: z.int(),
  input: DraftMaterial,
  messages: z.array(z.string()),
  content: StoredDraft.nullable(),
  due_seconds_ago: z.number(),
  asked_seconds_ago: z.number(),
});

/** A draft with all that its next message is made from. */
export interface OpenDraft {
  readonly id: string;
  readonly state: DraftState;
  readonly attempt: number;
  /** Of the request that asked for it; every message carries it on. */
  readonly traceId: string;
  /** How often the present attempt was put off. */
  readonly waits: number;
  readonly material: DraftMaterial;
  /** What was wrong with the last answer. */
  readonly messages: readonly string[];
  readonly content: DraftContent | null;
  /** Seconds since the present attempt was due at the model; negative while it waits. */
  readonly dueSecondsAgo: number;
  /** Seconds since its owner asked for it. */
  readonly askedSecondsAgo: number;
}

/** Columns of `OpenRow` for a `d` that is app.drafts. */
export const openColumns: SQL = sql`d.id, d.state, d.attempt, d.trace_id, d.waits, d.input, d.messages, d.content,
  extract(epoch from now() - d.due_at)::float8 as due_seconds_ago,
  extract(epoch from now() - d.created_at)::float8 as asked_seconds_ago`;

/** The row under the names of the code. */
export function presentOpen({
  trace_id,
  input,
  content,
  due_seconds_ago,
  asked_seconds_ago,
  ...draft
}: z.infer<typeof OpenRow>): OpenDraft {
  return {
    ...draft,
    traceId: trace_id,
    material: input,
    content: content?.draft ?? null,
    dueSecondsAgo: due_seconds_ago,
    askedSecondsAgo: asked_seconds_ago,
  };
}

interface MadeDraft {
  readonly content: DraftContent;
  readonly checks: readonly DraftCheck[];
}

/** A draft's way forward from one of its attempts. Without `made`, what was made before stays. */
export type DraftChange =
  | {
      readonly state: "retrying";
      readonly delaySeconds: number;
      readonly messages: readonly string[];
      readonly reason: string;
    }
  | { readonly state: "fixing"; readonly messages: readonly string[]; readonly made: MadeDraft }
  | { readonly state: "ready"; readonly made?: MadeDraft }
  | { readonly state: "failed"; readonly reason: string };

/** What one attempt led to, how the model was asked and what it said, and the tokens it took. */
export interface DraftOutcome {
  readonly change: DraftChange;
  readonly asked?: ModelAttempt;
  /** Puts the attempt off by so long instead, without counting it, while that ends within a run's time. */
  readonly putOffSeconds?: number;
  readonly usage?: ModelUsage;
}

const noTokens: ModelUsage = { promptTokens: 0, completionTokens: 0 };

interface RecordDraft extends DraftOutcome {
  readonly draft: string;
  /** The change holds only while this attempt is the present one, put off so often. */
  readonly attempt: number;
  readonly waits?: number | undefined;
}

/** What became of an outcome: whether there is such a draft, and the draft as it now stands when this changed it. */
interface RecordedDraft {
  readonly isKnown: boolean;
  readonly changed: OpenDraft | undefined;
}

const RecordedRow = z.object({ is_known: z.boolean(), changed: OpenRow.nullable() });

/**
 * Records what one attempt led to, exactly once, and counts its tokens in the same statement: a duplicate, late or
 * overtaken delivery changes nothing.
 */
export async function recordDraftOnce(
  db: AppDatabase,
  { draft, attempt, waits = 0, change, asked, putOffSeconds, usage = noTokens }: RecordDraft,
): Promise<RecordedDraft> {
  const made = "made" in change ? change.made : undefined;
  const goesOn = change.state === "retrying" || change.state === "fixing";
  const content = made && JSON.stringify({ draft: made.content, edited_text: null });
  const reason = "reason" in change ? change.reason : null;
  const isPresent = sql`d.id = ${draft} and d.attempt = ${attempt}::int and d.waits = ${waits}::int and ${isOpen}`;
  const [row] = await select(
    db,
    RecordedRow,
    sql`
      with asked as (${askedValue(asked, usage)}
      ), put_off as (
        update app.drafts d
        set state = case d.state when 'fixing' then d.state else 'retrying' end, waits = d.waits + 1, updated_at = now(),
            reason = ${reason}::text, due_at = now() + make_interval(secs => ${putOffSeconds ?? null}::float8)
        where ${isPresent} and extract(epoch from now() - d.created_at) + ${putOffSeconds ?? null}::float8 < ${runLimitSeconds}::int
        returning *
      ), moved as (
        update app.drafts d
        set state = ${change.state}, attempt = d.attempt + ${goesOn ? 1 : 0}::int,
            waits = case when ${goesOn}::boolean then 0 else d.waits end, updated_at = now(),
            due_at = now() + make_interval(secs => ${change.state === "retrying" ? change.delaySeconds : 0}::float8),
            messages = ${JSON.stringify(goesOn ? change.messages : [])}::jsonb,
            reason = ${reason}::text,
            content = coalesce(${content ?? null}::jsonb, d.content),
            checks = coalesce(${made ? JSON.stringify(made.checks) : null}::jsonb, d.checks),
            answer = case when ${made !== undefined}::boolean then (select it -> 'answer' from asked) else d.answer end
        where ${isPresent} and not exists (select from put_off)
        returning *
      ), kept as (${keepAttempt(sql`
        select user_id, null::uuid, null::app.plan_step, id, null::text, ${attempt}::int, state, reason from moved`)}
      ), used as (
        ${addUsage(sql`select user_id from moved`, usage)}
      )
      select exists (select from app.drafts where id = ${draft}) as is_known,
        (select to_jsonb(row) from (
          select ${openColumns} from (select * from put_off union all select * from moved) d) row) as changed`,
  );
  return { isKnown: row?.is_known === true, changed: row?.changed ? presentOpen(row.changed) : undefined };
}

interface SentDraft {
  readonly draft: string;
  readonly attempt: number;
  readonly waits: number;
  /** Whether QStash took it only now, so that its time begins now. */
  readonly isNew: boolean;
}

/**
 * Moves queued drafts on once their first message has left, and starts the time of what was sent only now. Repeating it, or
 * coming after the answer, changes nothing.
 */
export async function noteDraftsSent(db: AppDatabase, sent: readonly SentDraft[]): Promise<void> {
  if (sent.length === 0) return;
  await select(
    db,
    z.unknown(),
    sql`
      update app.drafts d
      set state = case d.state when 'queued' then 'working' else d.state end,
          updated_at = case d.state when 'queued' then now() else d.updated_at end,
          due_at = case when sent."isNew" then greatest(d.due_at, now()) else d.due_at end
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as sent (draft uuid, attempt int, waits int, "isNew" boolean)
      where d.id = sent.draft and d.attempt = sent.attempt and d.waits = sent.waits and ${isOpen}`,
  );
}

/** Of a `d` that is app.drafts: whether something is still to come of it. */
export const isOpen: SQL = sql`d.state in ('queued', 'working', 'retrying', 'fixing')`;

const overdueSeconds = 20;
/** One that was never answered costs a request to the outside, and Cloudflare allows one invocation 1,000 of them. */
const sweepLimit = 50;

/**
 * Drafts with which something should have happened by now, the longest waiting first, and the ids of those whose row says
 * nothing that can be sent.
 */
export async function findStalledDrafts(
  db: AppDatabase,
): Promise<{ open: OpenDraft[]; unreadable: string[] }> {
  const rows = await select(
    db,
    z.looseObject({ id: z.uuid() }),
    sql`
      select ${openColumns} from app.drafts d
      where ${isOpen} and d.due_at < now() - make_interval(secs => ${overdueSeconds}::int)
      order by d.due_at limit ${sweepLimit}::int`,
  );
  const read = rows.map((row) => ({ id: row.id, open: OpenRow.safeParse(row).data }));
  return {
    open: read.flatMap(({ open }) => (open ? [presentOpen(open)] : [])),
    unreadable: read.flatMap(({ id, open }) => (open ? [] : [id])),
  };
}

/** Ends open drafts with which nothing can be done. */
export async function failDrafts(db: AppDatabase, ids: readonly string[]): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      update app.drafts d set state = 'failed', reason = 'What it was to be made from cannot be read any more.',
        updated_at = now()
      where d.id = any (${`{${ids.join(",")}}`}::uuid[]) and ${isOpen}`,
  );
}

import { DraftState, type DraftCheck, type DraftContent } from "@alva/contracts/draft";
import { DraftMaterial } from "@alva/planning/drafts/draft-input";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { StoredDraft } from "./draft-row.ts";
import { askedValue, keepAttempt, type ModelAttempt } from "./model-attempts.ts";
import { addUsage, type ModelUsage } from "./model-usage.ts";
import { type AppDatabase, select } from "./rows.ts";

/** A draft on its way, as the statements of this folder select it. */
export const OpenRow = z.object({
  id: z.uuid(),
  state: DraftState,
  attempt: z.int(),
  trace_id: z.string(),
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
export const openColumns: SQL = sql`d.id, d.state, d.attempt, d.trace_id, d.input, d.messages, d.content,
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
  readonly usage?: ModelUsage;
}

const noTokens: ModelUsage = { promptTokens: 0, completionTokens: 0 };

interface RecordDraft extends DraftOutcome {
  readonly draft: string;
  /** The change holds only while this attempt is the present one. */
  readonly attempt: number;
}

/**
 * Records what one attempt led to, exactly once, and counts its tokens in the same statement: a duplicate, late or
 * overtaken delivery changes nothing. Returns the draft as it now stands, or undefined when this changed nothing.
 */
export async function recordDraftOnce(
  db: AppDatabase,
  { draft, attempt, change, asked, usage = noTokens }: RecordDraft,
): Promise<OpenDraft | undefined> {
  const made = "made" in change ? change.made : undefined;
  const goesOn = change.state === "retrying" || change.state === "fixing";
  const content = made && JSON.stringify({ draft: made.content, edited_text: null });
  const [row] = await select(
    db,
    OpenRow,
    sql`
      with asked as (${askedValue(asked, usage)}
      ), d as (
        update app.drafts
        set state = ${change.state}, attempt = attempt + ${goesOn ? 1 : 0}::int, updated_at = now(),
            due_at = now() + make_interval(secs => ${change.state === "retrying" ? change.delaySeconds : 0}::float8),
            messages = ${JSON.stringify(goesOn ? change.messages : [])}::jsonb,
            reason = ${"reason" in change ? change.reason : null}::text,
            content = coalesce(${content ?? null}::jsonb, content),
            checks = coalesce(${made ? JSON.stringify(made.checks) : null}::jsonb, checks),
            answer = case when ${made !== undefined}::boolean then (select it -> 'answer' from asked) else answer end
        where id = ${draft} and attempt = ${attempt}::int and state in ('queued', 'working', 'retrying', 'fixing')
        returning *
      ), kept as (${keepAttempt(sql`
        select user_id, null::uuid, null::app.plan_step, id, null::text, ${attempt}::int, state, reason from d`)}
      ), used as (
        ${addUsage(sql`select user_id from d`, usage)}
      )
      select ${openColumns} from d`,
  );
  return row && presentOpen(row);
}

interface SentDraft {
  readonly draft: string;
  readonly attempt: number;
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
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as sent (draft uuid, attempt int, "isNew" boolean)
      where d.id = sent.draft and d.attempt = sent.attempt and ${isOpen}`,
  );
}

const isOpen: SQL = sql`d.state in ('queued', 'working', 'retrying', 'fixing')`;

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

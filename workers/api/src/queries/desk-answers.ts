import type { ChatPart, ChatProposal, ChatState } from "@alva/contracts/chat";
import { CustomPlan } from "@alva/contracts/custom-plan";
import { MasterPlan } from "@alva/contracts/master-plan";
import { ClientProfile } from "@alva/contracts/profile";
import { Task } from "@alva/contracts/task";
import type { DeskContext } from "@alva/planning/desk/context";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { profileDocument } from "./profile.ts";
import { askedValue, keepAttempt, type ModelAttempt } from "./model-attempts.ts";
import { addUsage, type ModelUsage } from "./model-usage.ts";
import { type AppDatabase, reached, select } from "./rows.ts";

/** How long an answer may take before it counts as left behind by a dead worker. Longer than the model is waited for. */
export const answerLeaseSeconds = 90;
/** How many messages the model is shown. */
const shownMessages = 20;

const DeskTaskRow = Task.pick({
  id: true,
  title: true,
  channel: true,
  status: true,
  due_date: true,
  estimated_minutes: true,
  priority: true,
  quick_win: true,
});

const Verdict = z.enum(["begun", "no_profile", "busy", "over_budget", "no_question", "reused"]);

const BeginRow = z.object({
  verdict: Verdict,
  today: z.string().nullable(),
  profile: ClientProfile.nullable(),
  plan_id: z.uuid().nullable(),
  frame: MasterPlan.shape.plan.nullable(),
  strategy: CustomPlan.nullable(),
  tasks: z.array(DeskTaskRow).nullable(),
  messages: z
    .array(z.object({ role: z.enum(["user", "assistant"]), text: z.string().nullable() }))
    .nullable(),
});

interface BeginAnswer {
  readonly userId: string;
  readonly answerId: string;
  /** The new question; undefined to answer the last one anew. */
  readonly question: { readonly id: string; readonly text: string } | undefined;
  /** Tokens a day that the person may use; undefined for what costs none. */
  readonly tokensPerDay: number | undefined;
}

/** An answer that has begun, with all that it is made from. */
export interface BegunAnswer {
  readonly kind: "begun";
  readonly context: DeskContext;
  readonly planId: string | null;
  /** The newest messages, oldest first; the last is the question. */
  readonly turns: readonly { readonly role: "user" | "assistant"; readonly content: string }[];
}

/**
 * Stores the question, opens its answer and reads what that is made from, in one round trip. One answer at a time per person: the
 * person's advisory lock makes requests at the same moment see each other. An answer that the question had before is deleted, so
 * the same question sent again is answered anew and stored once.
 */
export async function beginAnswerOnce(
  db: AppDatabase,
  { userId, answerId, question, tokensPerDay }: BeginAnswer,
): Promise<BegunAnswer | { readonly kind: Exclude<z.infer<typeof Verdict>, "begun"> }> {
  const id = question?.id ?? null;
  const parts = question ? JSON.stringify([{ type: "text", text: question.text }]) : null;
  const [, { rows }] = await reached(
    db.batch([
      db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`desk:${userId}`}, 0))`),
      db.execute(sql`
        with last as (
          select id, position, parts from app.chat_messages
          where user_id = ${userId} and role = 'user' order by position desc limit 1
        ), again as (
          -- The question is there already.
          select position from last where ${id}::text is null or (id = ${id} and parts = ${parts}::jsonb)
        ), judged as (
          select case
            when not exists (select from app.profiles where user_id = ${userId}) then 'no_profile'
            when exists (select from app.chat_messages where user_id = ${userId} and state = 'answering'
              and created_at > statement_timestamp() - make_interval(secs => ${answerLeaseSeconds}::int)) then 'busy'
            when (select prompt_tokens + completion_tokens from app.model_usage where user_id = ${userId}
              and day = (statement_timestamp() at time zone 'UTC')::date) >= ${tokensPerDay ?? null}::int then 'over_budget'
            when ${id}::text is null and not exists (select from again) then 'no_question'
            when not exists (select from again)
              and exists (select from app.chat_messages where user_id = ${userId} and id = ${id}) then 'reused'
            else 'begun' end as verdict
        ), replaced as (
          delete from app.chat_messages m using judged, again
          where verdict = 'begun' and m.user_id = ${userId} and m.position > again.position
        ), asked as (
          insert into app.chat_messages (user_id, id, role, parts)
          select ${userId}::uuid, ${id}, 'user', ${parts}::jsonb from judged
          where verdict = 'begun' and not exists (select from again)
          returning position
        ), opened as (
          -- Reading the question's position puts the answer behind it.
          insert into app.chat_messages (user_id, id, role, parts, state)
          select ${userId}::uuid, ${answerId}, 'assistant', '[]', 'answering'
          from judged left join (select max(position) as position from asked) before on true
          where verdict = 'begun' and before.position is distinct from -1
        )
        select verdict, (select ${profileDocument} from app.profiles where user_id = ${userId}) as profile,
          to_char(statement_timestamp() at time zone coalesce(p.master_plan -> 'plan' ->> 'timezone',
            (select profile -> 'user_profile' ->> 'timezone' from app.profiles where user_id = ${userId})),
            'YYYY-MM-DD') as today,
          p.id as plan_id, p.master_plan -> 'plan' as frame, p.custom_plan as strategy,
          (select jsonb_agg(jsonb_build_object('id', t.id, 'title', t.task -> 'title', 'channel', t.channel,
              'status', t.status, 'due_date', t.due_date, 'estimated_minutes', t.task -> 'estimated_minutes',
              'priority', t.task -> 'priority', 'quick_win', t.quick_win) order by t.position)
            from app.tasks t where t.plan_id = p.id) as tasks,
          (select jsonb_agg(jsonb_build_object('role', role, 'text', (
                select string_agg(part ->> 'text', chr(10)) from jsonb_array_elements(parts) part
                where part ->> 'type' = 'text')) order by position)
            from (select role, parts, position from app.chat_messages
              where user_id = ${userId} and position <= coalesce((select position from again), position)
              order by position desc limit ${shownMessages}::int) newest) as messages
        from judged left join app.plans p on p.id = ${currentPlanId(userId)}`),
    ]),
  );
  const [row] = z.array(BeginRow).parse(rows);
  if (!row) throw new TypeError("a verdict is always one row");
  const { verdict, profile, today, frame, strategy, plan_id } = row;
  if (verdict !== "begun") return { kind: verdict };
  if (!profile || today === null) throw new TypeError("an answer begins with a profile alone");
  const stored = (row.messages ?? []).flatMap(({ role, text }) => (text ? [{ role, content: text }] : []));
  const isNew = question && stored.at(-1)?.content !== question.text;
  return {
    kind: "begun",
    planId: plan_id,
    context: { today, profile, plan: frame && { frame, strategy }, tasks: row.tasks ?? [] },
    turns: (isNew ? [...stored, { role: "user" as const, content: question.text }] : stored).slice(
      -shownMessages,
    ),
  };
}

interface StoreAnswer {
  readonly userId: string;
  readonly answerId: string;
  readonly state: Exclude<ChatState, "answering">;
  readonly parts: readonly ChatPart[];
  readonly proposals: readonly ChatProposal[];
  /** The plan that the proposals are about. */
  readonly planId: string | null;
  /** How the model was asked and what it said; undefined when it was not. */
  readonly asked: ModelAttempt | undefined;
  readonly usage: ModelUsage;
}

/**
 * Stores an answer with its proposals, once: only one that is `answering` gets its parts. The tokens are counted for the day (UTC)
 * even when the conversation was deleted meanwhile.
 */
export async function storeAnswerOnce(db: AppDatabase, answer: StoreAnswer): Promise<void> {
  const { userId, answerId, state, parts, proposals, planId, asked, usage } = answer;
  const rows = proposals.map(({ id, summary, action }) => ({
    id,
    kind: action.name,
    proposal: { summary, action, plan_id: planId },
  }));
  await select(
    db,
    z.unknown(),
    sql`
      with asked as (${askedValue(asked, usage)}
      ), answer as (
        update app.chat_messages set parts = ${JSON.stringify(parts)}::jsonb, state = ${state}
        where user_id = ${userId} and id = ${answerId} and state = 'answering' returning id
      ), kept as (${keepAttempt(sql`
        select ${userId}::uuid, null::uuid, null::app.plan_step, null::uuid, id, 1, ${state}::text, null::text from answer`)}
      ), proposals as (
        insert into app.chat_proposals (id, user_id, message_id, kind, proposal)
        select (one ->> 'id')::uuid, ${userId}::uuid, answer.id, one ->> 'kind', one -> 'proposal'
        from answer, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one
      )
      ${addUsage(sql`select ${userId}::uuid as user_id`, usage)}`,
  );
}

import type { PlanStep } from "@alva/contracts/plan";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { lockPerson } from "./person-lock.ts";
import { quotaRefusal } from "./person-quota.ts";
import { type AppDatabase, reached, rfc3339 } from "./rows.ts";

interface StepRetry {
  readonly userId: string;
  readonly planId: string;
  readonly step: PlanStep;
  /** Kept with a plan that is started. */
  readonly traceId: string;
}

/** What became of the wish to ask for a step again. */
export type StepRetryOutcome =
  | { readonly kind: "no_plan" | "not_retryable" | "other_under_way" }
  | { readonly kind: "quota_exceeded"; readonly retryAfterSeconds: number }
  | { readonly kind: "started" | "under_way"; readonly id: string; readonly createdAt: string };

const OutcomeRow = z.object({
  retryable: z.boolean(),
  refused_seconds: z.number().nullable(),
  id: z.uuid().nullable(),
  created_at: z.string().nullable(),
  is_same: z.boolean().nullable(),
});

/**
 * Starts a plan in which one step of a finished plan, that ended with standard tasks or failed, is asked again: a new row
 * whose other steps are copied as they ended. A strategy that is asked again has the modules asked again too, because
 * they follow from it. At most one such plan per finished plan is made at a time; for the same step it is found again.
 */
export async function retryStepOnce(
  db: AppDatabase,
  { userId, planId, step, traceId }: StepRetry,
): Promise<StepRetryOutcome> {
  const wholly = step === "strategy";
  const [, { rows }] = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      db.execute(sql`
      with plan as (
        select p.*, p.state in ('ready', 'ready_partial', 'failed') and s.state in ('template', 'failed') as retryable
        from app.plans p join app.plan_steps s on s.plan_id = p.id and s.step = ${step}::app.plan_step
        where p.id = ${planId} and p.user_id = ${userId}
      ), under_way as (
        select c.id, c.created_at, e.event ->> 'retried' is not distinct from ${step} as is_same
        from app.plans c join plan on c.parent_id = plan.id or c.generation_key = plan.generation_key
        join app.plan_events e on e.plan_id = c.id and e.sequence = 0
        where c.user_id = ${userId} and c.kind = 'generated' and c.finished_at is null limit 1
      ), refused as (
        select seconds from (${quotaRefusal(userId)}) refusal where not exists (select from under_way)
      ), started as (
        insert into app.plans (user_id, state, sequence, profile, generation_key, custom_plan, parent_id, trace_id)
        select user_id, ${wholly ? "queued" : "modules"}::app.plan_state, 0, profile, generation_key,
          case when ${wholly}::boolean then null else custom_plan end, id, ${traceId}
        from plan where retryable and not exists (select from under_way) and not exists (select from refused)
        returning id, created_at
      ), steps as (
        insert into app.plan_steps (plan_id, step, state, attempt, due_at, reason, output, answer, answered_at)
        select started.id, s.step,
          case when s.step = ${step}::app.plan_step then ${wholly ? "waiting" : "working"}
            when ${wholly}::boolean then 'waiting' else s.state::text end::app.plan_step_state,
          case when s.step = ${step}::app.plan_step then 1 when ${wholly}::boolean then 0 else s.attempt end,
          case when s.step = ${step}::app.plan_step then now() end,
          case when kept then s.reason end, case when kept then s.output end, case when kept then s.answer end,
          case when kept then s.answered_at end
        from started, plan, app.plan_steps s, lateral (
          select s.step <> ${step}::app.plan_step and not ${wholly}::boolean as kept) k
        where s.plan_id = plan.id
      ), event as (
        insert into app.plan_events (plan_id, sequence, event)
        select id, 0, jsonb_build_object('state', ${wholly ? "queued" : "modules"}::text, 'retried', ${step}::text,
          'asks_anew', true)
        from started
      )
      select plan.retryable, (select seconds from refused) as refused_seconds, found.id,
        ${rfc3339(sql`found.created_at`)} as created_at, found.is_same
      from plan left join (
        select id, created_at, is_same from under_way
        union all select id, created_at, null from started
      ) found on true`),
    ]),
  );
  const row = z.array(OutcomeRow).parse(rows)[0];
  if (!row) return { kind: "no_plan" };
  if (row.id !== null && row.created_at !== null) {
    if (row.is_same === false) return { kind: "other_under_way" };
    return { kind: row.is_same ? "under_way" : "started", id: row.id, createdAt: row.created_at };
  }
  if (!row.retryable || row.refused_seconds === null) return { kind: "not_retryable" };
  return { kind: "quota_exceeded", retryAfterSeconds: row.refused_seconds };
}

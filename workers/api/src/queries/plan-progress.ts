import type { CustomPlan } from "@alva/contracts/custom-plan";
import type { PlanStatus, PlanStep } from "@alva/contracts/plan";
import type { StepAddress } from "@alva/contracts/qstash";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { askedValue, keepAttempt, type ModelAttempt } from "./model-attempts.ts";
import { addUsage, type ModelUsage } from "./model-usage.ts";
import { presentRun, type Run, runColumns, RunRow } from "./plan-runs.ts";
import { presentStatus, StatusRow, statusColumns } from "./plan-status.ts";
import { type AppDatabase, reached, uuidArray } from "./rows.ts";

/** A step's way forward from one of its attempts. */
export type StepChange =
  | {
      readonly state: "retrying";
      readonly delaySeconds: number;
      readonly messages: readonly string[];
      readonly reason: string;
    }
  | { readonly state: "done"; readonly output: unknown }
  | { readonly state: "template" | "not_needed"; readonly output: unknown; readonly reason: string };

/** What the strategy decides about the modules. */
export interface StrategyResult {
  readonly customPlan: CustomPlan;
  /** Why each closed module is not needed; the others begin. */
  readonly closed: Readonly<Partial<Record<PlanStep, string>>>;
}

export interface RecordStep {
  readonly planId: string;
  readonly step: PlanStep;
  /** The change holds only while this attempt is the present one, put off so often. */
  readonly attempt: number;
  readonly waits?: number | undefined;
  readonly change: StepChange;
  /** Puts the attempt off by so long instead, without counting it, while that ends within the run's time. */
  readonly putOffSeconds?: number;
  /** Goes with the strategy's `done` or `template`. */
  readonly strategy?: StrategyResult;
  /** How the model was asked and what it said, accepted or not; a step has the last answer, each attempt its own row. */
  readonly asked?: ModelAttempt;
  /** What the attempt took of the person's tokens; none when the model was not reached. */
  readonly usage?: ModelUsage;
}

/**
 * Records what one attempt of a step led to, exactly once: a duplicate, late or overtaken delivery changes nothing. The
 * plan moves to `modules` with the strategy and to `merging` with the last module, in the same transaction. Returns the
 * run as it now stands and whether this call changed it; undefined when there is no such plan.
 */
export async function recordStepOnce(
  db: AppDatabase,
  args: RecordStep,
): Promise<{ changed: boolean; run: Run } | undefined> {
  const { planId, step, attempt, waits = 0, change, strategy, asked } = args;
  const { usage = { promptTokens: 0, completionTokens: 0 } } = args;
  const closed = JSON.stringify(strategy?.closed ?? {});
  const [, putOff, applied, rows] = await reached(
    db.batch([
      // Whoever holds the plan's row decides alone whether it was the last module: the next statement sees all others.
      db.execute(sql`select from app.plans where id = ${planId} for update`),
      db.execute(putOffOnce(args)),
      // An attempt that was just put off is not the present one any more.
      db.execute(sql`
      with asked as (${askedValue(asked, usage)}
      ), step as (
        update app.plan_steps s
        set state = ${change.state}::app.plan_step_state,
            attempt = s.attempt + ${change.state === "retrying" ? 1 : 0}::int,
            waits = case when ${change.state} = 'retrying' then 0 else s.waits end,
            due_at = case when ${change.state} = 'retrying'
              then now() + make_interval(secs => ${change.state === "retrying" ? change.delaySeconds : 0}) else s.due_at end,
            reason = ${change.state === "done" ? null : change.reason}::text,
            messages = ${JSON.stringify(change.state === "retrying" ? change.messages : [])}::jsonb,
            output = ${change.state === "retrying" ? null : JSON.stringify(change.output)}::jsonb,
            answer = coalesce((select it -> 'answer' from asked), s.answer),
            answered_at = case when ${change.state} = 'retrying' then null else now() end
        from app.plans p
        where p.id = s.plan_id and s.plan_id = ${planId} and s.step = ${step}::app.plan_step
          and s.attempt = ${attempt}::int and s.waits = ${waits}::int and s.state in ('waiting', 'working', 'retrying')
          and p.state::text = any (${statesAsking(step)}::text[])
        returning s.plan_id, p.user_id
      ), usage as (${addUsage(sql`select user_id from step`, usage)}
      ), kept as (${keepAttempt(sql`
        select user_id, plan_id, ${step}::app.plan_step, null::uuid, null::text, ${attempt}::int, ${change.state}::text,
          ${change.state === "done" ? null : change.reason}::text from step`)}
      ), modules as (
        update app.plan_steps s
        set state = case when ${closed}::jsonb ? s.step::text then 'not_needed' else 'working' end::app.plan_step_state,
            reason = ${closed}::jsonb ->> s.step::text,
            attempt = case when ${closed}::jsonb ? s.step::text then 0 else 1 end,
            due_at = case when ${closed}::jsonb ? s.step::text then null else now() end
        from step where ${strategy !== undefined}::boolean and s.plan_id = step.plan_id and s.step <> 'strategy'
        returning s.plan_id
      ), plan as (
        update app.plans p
        set sequence = p.sequence + 1, updated_at = now(),
            custom_plan = coalesce(${strategy ? JSON.stringify(strategy.customPlan) : null}::jsonb, p.custom_plan),
            state = case
              when ${change.state} = 'retrying' then p.state
              when ${strategy !== undefined}::boolean then
                case when (select count(*) from jsonb_object_keys(${closed}::jsonb)) = 4 then 'merging' else 'modules' end::app.plan_state
              when exists (select from app.plan_steps o where o.plan_id = p.id and o.step <> ${step}::app.plan_step
                and o.state in ('waiting', 'working', 'retrying')) then p.state
              else 'merging'
            end
        from step where p.id = step.plan_id
        returning p.id, p.sequence, p.state
      )
      insert into app.plan_events (plan_id, sequence, event)
      select id, sequence, jsonb_build_object('state', state, 'step', ${step}::text, 'step_state', ${change.state}::text,
        'attempt', ${attempt}::int, 'waits', ${waits}::int)
      from plan returning sequence`),
      db.execute(sql`select ${runColumns} from app.plans p where p.id = ${planId}`),
    ]),
  );
  const run = z.array(RunRow).parse(rows.rows)[0];
  return run && { changed: putOff.rows.length + applied.rows.length > 0, run: presentRun(run) };
}

/** Seconds after its first message within which a run is made by the model (pipeline specification, section 1). */
export const runLimitSeconds = 300;

/** Puts off the present attempt, as its own event; nothing when that is not wanted or the run would take too long. */
function putOffOnce({ planId, step, attempt, waits = 0, change, putOffSeconds }: RecordStep): SQL {
  const reason = "reason" in change ? change.reason : null;
  return sql`
    with step as (
      update app.plan_steps s
      set state = 'retrying', waits = s.waits + 1, reason = ${reason}::text,
          due_at = now() + make_interval(secs => ${putOffSeconds ?? null}::float8)
      from app.plans p left join app.plan_events first on first.plan_id = p.id and first.sequence = 1
      where p.id = s.plan_id and s.plan_id = ${planId} and s.step = ${step}::app.plan_step
        and s.attempt = ${attempt}::int and s.waits = ${waits}::int and s.state in ('waiting', 'working', 'retrying')
        and p.state::text = any (${statesAsking(step)}::text[])
        and extract(epoch from now() - coalesce(first.at, now())) + ${putOffSeconds ?? null}::float8 < ${runLimitSeconds}::int
      returning s.plan_id
    ), plan as (
      update app.plans p set sequence = p.sequence + 1, updated_at = now() from step where p.id = step.plan_id
      returning p.id, p.sequence, p.state
    )
    insert into app.plan_events (plan_id, sequence, event)
    select id, sequence, jsonb_build_object('state', state, 'step', ${step}::text, 'step_state', 'retrying',
      'attempt', ${attempt}::int, 'waits', ${waits}::int)
    from plan returning sequence`;
}

/** States of a plan, as an array of Postgres, in which this step is asked. */
function statesAsking(step: PlanStep): string {
  return step === "strategy" ? "{queued,strategy}" : "{modules}";
}

/** A message that QStash has. */
export interface SentStep {
  readonly address: StepAddress;
  /** Whether QStash took it only now, so that its time begins now. */
  readonly isNew: boolean;
}

/**
 * Moves queued plans on once their first message has left, and starts the time of what was sent only now. Repeating it, or
 * coming after the answer, changes nothing. Returns where the plans stand that it moved.
 */
export async function noteSent(db: AppDatabase, sent: readonly SentStep[]): Promise<PlanStatus[]> {
  if (sent.length === 0) return [];
  const ids = uuidArray(sent.map(({ address }) => address.plan));
  const [, moved, { rows }] = await reached(
    db.batch([
      // In one order, and before their steps, as a delivery does: nobody waits for each other in a circle.
      db.execute(sql`select from app.plans where id = any (${ids}::uuid[]) order by id for update`),
      db.execute(sql`
      with sent as (
        select (value -> 'address' ->> 'plan')::uuid as plan_id, (value -> 'address' ->> 'step')::app.plan_step as step,
          (value -> 'address' ->> 'attempt')::int as attempt,
          coalesce((value -> 'address' ->> 'waits')::int, 0) as waits, (value -> 'isNew')::boolean as is_new
        from jsonb_array_elements(${JSON.stringify(sent)}::jsonb)
      ), steps as (
        update app.plan_steps s
        set state = case s.state when 'waiting' then 'working' else s.state end,
            due_at = case when sent.is_new then greatest(s.due_at, now()) else s.due_at end
        from sent, app.plans p
        where s.plan_id = sent.plan_id and s.step = sent.step and s.attempt = sent.attempt and s.waits = sent.waits
          and s.state in ('waiting', 'working', 'retrying') and p.id = s.plan_id and p.finished_at is null
      ), plan as (
        update app.plans p set state = 'strategy', sequence = p.sequence + 1, updated_at = now()
        from sent where p.id = sent.plan_id and p.state = 'queued' returning p.id, p.sequence
      )
      insert into app.plan_events (plan_id, sequence, event)
      select id, sequence, '{"state":"strategy"}' from plan returning plan_id`),
      db.execute(sql`select ${statusColumns} from app.plans p where p.id = any (${ids}::uuid[])`),
    ]),
  );
  const movedIds = new Set(moved.rows.map((row) => row["plan_id"]));
  return z
    .array(StatusRow)
    .parse(rows)
    .filter(({ id }) => movedIds.has(id))
    .map(presentStatus);
}

import type { CustomPlan } from "@alva/contracts/custom-plan";
import { PlanApplied } from "@alva/contracts/plan-changes";
import type { ClientProfile } from "@alva/contracts/profile";
import type { MergedAgain } from "@alva/planning/replan/merge-again";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { boardRevision } from "./plan-change-basis.ts";
import { mergeHash } from "./plans.ts";
import { overtakeAnswers, profileDocument } from "./profile.ts";
import { type AppDatabase, reached } from "./rows.ts";
import { rememberDifferences } from "./task-history.ts";
import { tasksTakenOver } from "./tasks-taken-over.ts";

interface Apply {
  readonly userId: string;
  readonly operationId: string;
  readonly requestHash: string;
  /** The board that the merge was made over; any other is left alone. */
  readonly boardRevision: string;
  readonly merged: MergedAgain;
}

interface ApplyReplan extends Apply {
  readonly customPlan: CustomPlan;
  /** Saved as the newest version; undefined when the newest serves as it is. */
  readonly changedProfile: { readonly profile: ClientProfile; readonly profileHash: string } | undefined;
}

/** What became of the wish to apply a plan. `conflict`: the board is not what the merge was made over. */
export type ApplyOutcome =
  | { readonly kind: "applied"; readonly answer: PlanApplied }
  | { readonly kind: "conflict" | "reused" }
  | { readonly kind: "quota_exceeded"; readonly retryAfterSeconds: number };

/** Re-plans that a person may apply in 24 hours (product specification, section 5). */
export const replansPerDay = 20;

/**
 * Puts a plan that was merged again in the place of the current one, once per operation, together with the profile it
 * rests on. The new plan has steps and outputs of its own, so that it can be merged again when the old one is gone.
 */
export async function applyReplanOnce(db: AppDatabase, apply: ApplyReplan): Promise<ApplyOutcome> {
  const { userId, operationId, merged, customPlan, changedProfile } = apply;
  const newProfile = changedProfile ? JSON.stringify(changedProfile.profile) : null;
  return applyOnce(db, apply, {
    kind: "replanned",
    before: [],
    refusedSeconds: sql`(
      select ceil(extract(epoch from min(created_at) + interval '24 hours' - now()))::int from (
        select created_at from app.plans where user_id = ${userId} and kind = 'replanned'
          and created_at > now() - interval '24 hours'
        order by created_at desc limit ${replansPerDay}::int) recent
      having count(*) = ${replansPerDay}::int)`,
    plan: sql`
      before as (
        select profile from app.profiles where user_id = ${userId}
      ), saved as (
        update app.profiles set version = version + 1, profile = ${newProfile}::jsonb,
          profile_hash = ${changedProfile?.profileHash ?? null}, updated_at = now()
        from board where profiles.user_id = ${userId} and ${newProfile}::jsonb is not null
        returning profiles.user_id, version, profiles.profile, profiles.updated_at
      ), kept_version as (
        insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from saved
      ), ${overtakeAnswers}, source as (
        select ${profileDocument} as profile from saved
        union all
        select ${profileDocument} from app.profiles where user_id = ${userId} and ${newProfile}::jsonb is null
      ), plan as (
        insert into app.plans (user_id, state, sequence, kind, parent_id, profile, generation_key, custom_plan, artifacts,
          master_plan, merge_input, merge_hash, finished_at, applied_at)
        select board.user_id, board.state, 0, 'replanned', board.id, source.profile,
          -- The second part of every key is the versions of the prompts, here of those that were once answered.
          concat_ws(':', 'replanned', split_part(board.generation_key, ':', 2), ${operationId}::text),
          ${JSON.stringify(customPlan)}::jsonb, board.artifacts, ${frameOf(merged)}::jsonb,
          ${JSON.stringify(merged.input)}::jsonb, ${mergeHash(merged.masterPlan)}, now(), statement_timestamp()
        from board, source
        returning id, user_id, state, sequence
      ), steps as (
        insert into app.plan_steps (plan_id, step, state, attempt, due_at, reason, messages, output, answer, answered_at)
        select plan.id, s.step, s.state, s.attempt, s.due_at, s.reason, s.messages, s.output, s.answer, s.answered_at
        from plan, board join app.plan_steps s on s.plan_id = board.id
      )`,
  });
}

interface ApplyProposed extends Apply {
  readonly planId: string;
}

/** Puts a proposed plan, merged again over the board, in the place of the current one, once per operation. */
export async function applyProposedPlanOnce(
  db: AppDatabase,
  { planId, ...apply }: ApplyProposed,
): Promise<ApplyOutcome> {
  const { userId, merged } = apply;
  const isProposed = sql`p.id = ${planId} and p.user_id = ${userId} and p.applied_at is null
    and p.declined_at is null and p.master_plan is not null`;
  return applyOnce(db, apply, {
    kind: "plan_applied",
    // Its tasks as they were before they met the board.
    before: [
      sql`with board as ${boardOf(apply)} delete from app.tasks t using board, app.plans p where t.plan_id = p.id and ${isProposed}`,
    ],
    refusedSeconds: sql`null::int`,
    plan: sql`
      plan as (
        update app.plans p set applied_at = statement_timestamp(), updated_at = now(), sequence = p.sequence + 1,
          parent_id = board.id, master_plan = ${frameOf(merged)}::jsonb,
          merge_input = ${JSON.stringify(merged.input)}::jsonb, merge_hash = ${mergeHash(merged.masterPlan)}
        from board where ${isProposed}
        returning p.id, p.user_id, p.state, p.sequence
      )`,
  });
}

function frameOf({ masterPlan }: MergedAgain): string {
  const { tasks: _tasks, ...frame } = masterPlan;
  return JSON.stringify(frame);
}

/** The current plan, if it still is what was merged over and the operation has had no effect yet. */
function boardOf({ userId, operationId, boardRevision: revision }: Apply): SQL {
  return sql`(
    select c.* from app.plans c where c.id = ${currentPlanId(userId)} and ${boardRevision} = ${revision}
      and not exists (select from app.task_operations where user_id = ${userId} and operation_id = ${operationId})
  )`;
}

const OutcomeRow = z.object({
  request_hash: z.string().nullable(),
  answer: PlanApplied.nullable(),
  refused_seconds: z.int().nullable(),
});

interface Placing {
  readonly before: readonly SQL[];
  /** Seconds until the person may apply again; null when they may now. */
  readonly refusedSeconds: SQL;
  /** Common table expressions that read `board` and end with `plan (id, user_id, state, sequence)`. */
  readonly plan: SQL;
  /** What the history of the tasks calls it. */
  readonly kind: "replanned" | "plan_applied";
}

async function applyOnce(
  db: AppDatabase,
  apply: Apply,
  { before, refusedSeconds, plan, kind }: Placing,
): Promise<ApplyOutcome> {
  const { userId, operationId, requestHash, merged } = apply;
  const results = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      ...before.map((statement) => db.execute(statement)),
      db.execute(sql`
        with earlier as (
          select request_hash, answer from app.task_operations
          where user_id = ${userId} and operation_id = ${operationId}
        ), wanted as ${boardOf(apply)}, refused as (
          select ${refusedSeconds} as seconds from wanted
        ), board as (
          select wanted.* from wanted, refused where refused.seconds is null
        ), ${plan}, ${tasksTakenOver(merged)}, ${rememberDifferences({
          kind,
          at: sql`statement_timestamp()`,
          pairs: sql`task c join board on true join app.tasks b on b.plan_id = board.id and b.id = c.id`,
        })}, event as (
          insert into app.plan_events (plan_id, sequence, event)
          select id, sequence, jsonb_build_object('state', state, 'applied', true) from plan
        ), kept as (
          insert into app.task_operations (user_id, operation_id, plan_id, request_hash, answer)
          select user_id, ${operationId}::uuid, id, ${requestHash}, jsonb_build_object('id', id) from plan
        )
        select request_hash, answer, null::int as refused_seconds from earlier
        union all select ${requestHash}, jsonb_build_object('id', id), null from plan
        union all select null, null, seconds from refused where seconds is not null`),
    ]),
  );
  const [row] = z.array(OutcomeRow).parse(results.at(-1)?.rows);
  if (!row) return { kind: "conflict" };
  if (row.refused_seconds !== null) return { kind: "quota_exceeded", retryAfterSeconds: row.refused_seconds };
  if (row.request_hash !== requestHash || !row.answer) return { kind: "reused" };
  return { kind: "applied", answer: row.answer };
}

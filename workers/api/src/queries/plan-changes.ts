import { CustomPlan } from "@alva/contracts/custom-plan";
import { MasterPlan } from "@alva/contracts/master-plan";
import { type Plan, PlanStanding } from "@alva/contracts/plan";
import { PlanApplied } from "@alva/contracts/plan-changes";
import { ClientProfile } from "@alva/contracts/profile";
import type { MergedAgain } from "@alva/planning/replan/merge-again";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId, planStanding } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { mergeHash, planColumns, PlanRow, presentPlan } from "./plans.ts";
import { overtakeAnswers, profileDocument } from "./profile.ts";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";
import { rememberDifferences } from "./task-history.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";
import { schedule } from "./task-schedule.ts";

const Frame = MasterPlan.shape.plan;
const OperationRow = z.object({ request_hash: z.string(), answer: PlanApplied });

const BasisRow = z.object({
  id: z.uuid(),
  standing: PlanStanding,
  plan: Frame.nullable(),
  plan_profile: ClientProfile,
  custom_plan: CustomPlan.nullable(),
  outputs: z.array(z.unknown()).nullable(),
  profile: ClientProfile,
  current_id: z.uuid(),
  current_plan: Frame,
  server_time: z.string(),
  today: z.iso.date(),
  board_revision: z.string(),
  tasks: z
    .array(
      TaskRow.extend({ owner_set_status: z.boolean() }).transform(({ owner_set_status, ...row }) => ({
        ...presentTask(row),
        owner_set_status,
      })),
    )
    .nullable(),
  earlier: OperationRow.nullable(),
});

/**
 * A plan that could take the current one's place, all that it is merged from, and the board that it has to respect;
 * `earlier` is what the operation, if one is named, was answered before.
 */
export type PlanChangeBasis = z.infer<typeof BasisRow>;

interface FindBasis {
  readonly userId: string;
  readonly planId: string;
  readonly operationId: string | undefined;
}

/** Reads what a change to the current plan rests on, at one moment; undefined without such a plan. */
export async function findPlanChangeBasis(
  db: AppDatabase,
  { userId, planId, operationId }: FindBasis,
): Promise<PlanChangeBasis | undefined> {
  const [row] = await select(db, BasisRow, basisOf({ userId, plan: sql`${planId}::uuid`, operationId }));
  return row;
}

/** What comparing two plans rests on: both, and what applying the second would, if it could be. */
export interface Comparison {
  readonly before: Plan;
  readonly after: Plan;
  readonly basis: PlanChangeBasis | undefined;
}

/** Two of a person's plans at one moment; undefined without both. */
export async function findComparison(
  db: AppDatabase,
  { userId, planId, otherId }: { readonly userId: string; readonly planId: string; readonly otherId: string },
): Promise<Comparison | undefined> {
  const [plans, bases] = await reached(
    db.batch([
      db.execute(sql`
        select ${planColumns(userId)} from app.plans p
        where p.user_id = ${userId} and p.id in (${planId}::uuid, ${otherId}::uuid)`),
      db.execute(basisOf({ userId, plan: sql`${otherId}::uuid`, operationId: undefined })),
    ]),
  );
  const found = z.array(PlanRow).parse(plans.rows).map(presentPlan);
  const [before, after] = [planId, otherId].map((id) => found.find((plan) => plan.id === id));
  const [basis] = z.array(BasisRow).parse(bases.rows);
  return before && after && { before, after, basis };
}

const ProfileRow = z.object({ profile: ClientProfile, server_time: z.string() });

/** What trying out other means rests on: the newest profile, the current plan if there is one, and the time. */
export async function findSimulationBasis(
  db: AppDatabase,
  userId: string,
): Promise<{ profile: ClientProfile; serverTime: string; basis: PlanChangeBasis | undefined } | undefined> {
  const [profiles, bases] = await reached(
    db.batch([
      db.execute(sql`
        select ${profileDocument} as profile, ${rfc3339(sql`now()`)} as server_time
        from app.profiles where user_id = ${userId}`),
      db.execute(basisOf({ userId, plan: currentPlanId(userId), operationId: undefined })),
    ]),
  );
  const [row] = z.array(ProfileRow).parse(profiles.rows);
  const [basis] = z.array(BasisRow).parse(bases.rows);
  return row && { profile: row.profile, serverTime: row.server_time, basis };
}

interface BasisOf {
  readonly userId: string;
  readonly plan: SQL;
  readonly operationId: string | undefined;
}

function basisOf({ userId, plan, operationId }: BasisOf): SQL {
  return sql`
      select p.id, ${planStanding(userId)} as standing, p.master_plan -> 'plan' as plan, p.profile as plan_profile,
        p.custom_plan, (select ${profileDocument} from app.profiles where user_id = ${userId}) as profile,
        (select jsonb_agg(s.output order by s.step) from app.plan_steps s
          where s.plan_id = p.id and s.step <> 'strategy' and s.output is not null) as outputs,
        c.id as current_id, c.master_plan -> 'plan' as current_plan, ${rfc3339(sql`now()`)} as server_time,
        ${today}::text as today, ${boardRevision} as board_revision,
        (select jsonb_agg(to_jsonb(row) order by row.position) from (
          select ${taskColumns}, t.field_times ? 'status' as owner_set_status
          from app.tasks t where t.plan_id = c.id) row) as tasks,
        (select jsonb_build_object('request_hash', request_hash, 'answer', answer) from app.task_operations
          where user_id = ${userId} and operation_id = ${operationId ?? null}::uuid) as earlier
      from app.plans p join app.plans c on c.id = ${currentPlanId(userId)}
      where p.id = ${plan} and p.user_id = ${userId}`;
}

/** The local date on the board of a `c` that is the current plan. */
const today: SQL = sql`(now() at time zone (c.master_plan -> 'plan' ->> 'timezone'))::date`;

/** Changes with whatever a merge over the board of `c` rests on: its tasks, its owner's profile, and the day. */
const boardRevision: SQL = sql`md5(concat_ws('|', c.id, ${today},
  (select version from app.profiles where user_id = c.user_id),
  (select string_agg(concat_ws(':', t.id, t.status, t.due_date, t.pinned, extract(epoch from t.updated_at)), ','
     order by t.id) from app.tasks t where t.plan_id = c.id)))`;

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
        ), ${plan}, ${takenOver(merged)}, ${rememberDifferences({
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

/**
 * The tasks of `plan`, from those of `board`: what stays has all that it had, what is placed anew keeps its owner's notes,
 * and a repeat that was let go is skipped without that being its owner's word. Of open tasks that stay, day and hour are those
 * of the plan's zone, so the instant moves with it. What did not change keeps its time of change, so that no calendar shows it
 * as changed.
 */
function takenOver({ masterPlan, fixed, missed }: MergedAgain): SQL {
  const staying = [
    ...fixed.map(({ id, week }) => ({ id, week, missed: false })),
    ...missed.map(({ id, week }) => ({ id, week, missed: true })),
  ];
  const { timezone, window_start } = masterPlan.plan;
  return sql`
    staying as (
      select old.*, case when old.status in ('planned', 'in_progress') then (
          select due.fields -> 'due_at'
          from (select ${timezone}::text as timezone, ${window_start}::date as window_start) board,
            lateral (${schedule(sql`old.due_date`)}) due) else old.task -> 'due_at' end as new_due_at, (s ->> 'week')::smallint as new_week, (s ->> 'missed')::boolean as missed
      from jsonb_array_elements(${JSON.stringify(staying)}::jsonb) s, board join app.tasks old on old.plan_id = board.id
      where old.id = s ->> 'id'
    ), placed as (
      select t, place, old.notes, old.field_times, case
        when old.task - 'status' = t - 'status' and old.status::text = t ->> 'status' then old.updated_at end as unchanged_since
      from board, jsonb_array_elements(${JSON.stringify(masterPlan.tasks)}::jsonb) with ordinality as task (t, place)
        left join app.tasks old on old.plan_id = (select id from board) and old.id = t ->> 'id'
    ), new_task as (
      select id, position as place, case when missed then 'skipped' else status end as status, channel,
        new_week as week, due_date, quick_win, pinned, origin, completed_at, completed_local_date,
        task || jsonb_build_object('week', new_week, 'due_at', new_due_at) as task, notes,
        case when missed then field_times - 'status' else field_times end as field_times,
        case when missed and status <> 'skipped' or task -> 'due_at' is distinct from new_due_at
          then statement_timestamp() else updated_at end as updated_at
      from staying
      union all
      select t ->> 'id', place, (t ->> 'status')::app.task_status, t ->> 'channel', (t ->> 'week')::smallint,
        (t ->> 'due_date')::date, (t ->> 'quick_win')::boolean, false, 'plan', null, null, t, coalesce(notes, ''),
        coalesce(case when t ->> 'status' = 'deferred' then field_times - 'status' else field_times end, '{}'),
        coalesce(unchanged_since, statement_timestamp())
      from placed
    ), task as (
      insert into app.tasks (plan_id, user_id, id, position, status, channel, week, due_date, quick_win, pinned, origin,
        completed_at, completed_local_date, task, notes, field_times, updated_at)
      select plan.id, plan.user_id, n.id,
        row_number() over (order by n.due_date nulls last, (n.task ->> 'priority')::int, n.place, n.id),
        n.status, n.channel, n.week, n.due_date, n.quick_win, n.pinned, n.origin, n.completed_at, n.completed_local_date,
        n.task, n.notes, n.field_times, n.updated_at
      from plan, new_task n
      returning *
    )`;
}

import { CustomPlan } from "@alva/contracts/custom-plan";
import { MasterPlan } from "@alva/contracts/master-plan";
import { type Plan, PlanStanding, type PlanStatus, PlanSummary } from "@alva/contracts/plan";
import { ClientProfile } from "@alva/contracts/profile";
import type { Task } from "@alva/contracts/task";
import { canonicalJson } from "@alva/planning/canonical-json";
import { sha256Hex } from "@alva/planning/digest";
import type { GovernInput } from "@alva/planning/governance/input";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { planStanding } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { presentStatus, StatusRow, statusColumns } from "./plan-status.ts";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";
import { presentTask, TaskRow, taskColumns } from "./task-row.ts";

interface SaveMasterPlan {
  readonly planId: string;
  readonly state: "ready" | "ready_partial";
  readonly masterPlan: MasterPlan;
  readonly artifacts: Plan["artifacts"];
  /** All that governance was given. */
  readonly mergeInput: GovernInput;
}

/**
 * Stores a merged plan and its tasks, exactly once: only a plan that is `merging` becomes ready. It is applied at once
 * when its person has no current plan; otherwise it waits for its owner's word.
 */
export async function saveMasterPlanOnce(
  db: AppDatabase,
  { planId, state, masterPlan, artifacts, mergeInput }: SaveMasterPlan,
): Promise<PlanStatus | undefined> {
  const { tasks, ...rest } = masterPlan;
  const [, , { rows }] = await reached(
    db.batch([
      // Of two plans that become ready at the same moment, the first alone finds that there is no current one.
      db.execute(lockPerson(sql`select user_id from app.plans where id = ${planId}`)),
      db.execute(sql`
      with plan as (
        update app.plans p
        set state = ${state}::app.plan_state, sequence = sequence + 1, updated_at = now(), finished_at = now(),
            applied_at = case when not exists (select from app.plans c
              where c.user_id = p.user_id and c.applied_at is not null and c.undone_at is null)
              then statement_timestamp() end,
            master_plan = ${JSON.stringify(rest)}::jsonb, artifacts = ${JSON.stringify(artifacts)}::jsonb,
            merge_input = ${JSON.stringify(mergeInput)}::jsonb, merge_hash = ${mergeHash(masterPlan)}
        where id = ${planId} and state = 'merging' returning id, user_id, sequence
      ), task as (
        insert into app.tasks (plan_id, id, user_id, position, status, channel, week, due_date, quick_win, task)
        select plan.id, t ->> 'id', plan.user_id, position, (t ->> 'status')::app.task_status, t ->> 'channel',
          (t ->> 'week')::smallint, (t ->> 'due_date')::date, (t ->> 'quick_win')::boolean, t
        from plan, jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) with ordinality as task (t, position)
      )
      insert into app.plan_events (plan_id, sequence, event)
      select id, sequence, jsonb_build_object('state', ${state}::text) from plan`),
      db.execute(sql`select ${statusColumns} from app.plans p where p.id = ${planId}`),
    ]),
  );
  const row = z.array(StatusRow).parse(rows)[0];
  return row && presentStatus(row);
}

/** By what a plan is known to have been merged again as it was: SHA-256 of its canonical JSON, in hex. */
export function mergeHash(masterPlan: MasterPlan): string {
  return sha256Hex(canonicalJson(masterPlan));
}

/** A plan as the statements of this folder select it. */
export const PlanRow = StatusRow.extend({
  standing: PlanStanding,
  kind: z.enum(["generated", "replanned"]),
  parent_id: z.uuid().nullable(),
  applied_at: z.string().nullable(),
  put_aside_at: z.string().nullable(),
  answers_put_aside_until: z.string().nullable(),
  profile: ClientProfile,
  custom_plan: CustomPlan.nullable(),
  artifacts: z.record(z.string(), z.record(z.string(), z.unknown())).nullable(),
  master_plan: MasterPlan.omit({ tasks: true }).nullable(),
  tasks: z.array(TaskRow).nullable(),
});

/** A plan whole, and its tasks as the board has them. */
export interface PlanWithTasks {
  readonly plan: Plan;
  readonly tasks: Task[];
}

interface OwnPlan {
  readonly userId: string;
  readonly planId: string;
}

/** One of a person's plans, whole, its tasks as they are now; or undefined. */
export async function findPlan(db: AppDatabase, own: OwnPlan): Promise<Plan | undefined> {
  return (await findPlanWithTasks(db, own))?.plan;
}

/** Like {@link findPlan}, with what only the board knows of the tasks. */
export async function findPlanWithTasks(
  db: AppDatabase,
  { userId, planId }: OwnPlan,
): Promise<PlanWithTasks | undefined> {
  const [row] = await select(
    db,
    PlanRow,
    sql`select ${planColumns(userId)} from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row && presentPlanWithTasks(row);
}

/** The plan as the contract has it, and its tasks. */
export function presentPlanWithTasks(row: z.infer<typeof PlanRow>): PlanWithTasks {
  return { plan: presentPlan(row), tasks: (row.tasks ?? []).map(presentTask) };
}

/** Columns of `PlanRow` for a `p` that is app.plans. */
export function planColumns(userId: string | SQL): SQL {
  return sql`${statusColumns}, p.profile, p.custom_plan, p.artifacts, p.master_plan,
    ${planStanding(userId)} as standing, p.kind, p.parent_id, ${rfc3339(sql`p.applied_at`)} as applied_at,
    ${rfc3339(sql`p.put_aside_at`)} as put_aside_at,
    ${rfc3339(sql`p.answers_put_aside_until`)} as answers_put_aside_until,
    (select jsonb_agg(to_jsonb(row) order by row.position) from (
      select ${taskColumns} from app.tasks t where t.plan_id = p.id) row) as tasks`;
}

/** The plan as the contract has it. */
export function presentPlan(row: z.infer<typeof PlanRow>): Plan {
  const { standing, kind, parent_id, applied_at, put_aside_at, answers_put_aside_until } = row;
  const { profile, custom_plan, artifacts, master_plan, tasks } = row;
  return {
    ...presentStatus(row),
    standing,
    kind,
    parent_id,
    applied_at,
    put_aside_at,
    profile,
    custom_plan,
    artifacts: artifacts ?? {},
    master_plan: master_plan && { ...master_plan, tasks: (tasks ?? []).map(presentPlanTask) },
    answers_put_aside_until,
  };
}

/** The task as the master plan has it: without what only the board needs. */
function presentPlanTask(row: z.infer<typeof TaskRow>): MasterPlan["tasks"][number] {
  const { plan_id, pinned, notes, completed_at, completed_local_date, origin, updated_at, ...task } =
    presentTask(row);
  return task;
}

interface ListPlans {
  readonly userId: string;
  readonly limit: number;
  /** The last plan of the page before: when it was made, and its id. */
  readonly after: { readonly createdAt: string; readonly id: string } | undefined;
}

/** A person's plans, newest first. */
export async function listPlans(
  db: AppDatabase,
  { userId, limit, after }: ListPlans,
): Promise<PlanSummary[]> {
  return select(
    db,
    PlanSummary,
    sql`
      select p.id, p.state, p.custom_plan ->> 'headline' as headline,
        p.master_plan -> 'plan' ->> 'window_start' as window_start,
        p.master_plan -> 'plan' ->> 'window_end' as window_end,
        (p.profile ->> 'profile_version')::int as profile_version,
        ${planStanding(userId)} as standing, p.kind, p.parent_id, ${rfc3339(sql`p.applied_at`)} as applied_at,
        ${rfc3339(sql`p.put_aside_at`)} as put_aside_at,
        ${rfc3339(sql`p.created_at`)} as created_at, ${rfc3339(sql`p.updated_at`)} as updated_at
      from app.plans p
      where p.user_id = ${userId} and (${after === undefined}::boolean
        or (date_trunc('milliseconds', p.created_at), p.id)
          < (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by date_trunc('milliseconds', p.created_at) desc, p.id desc limit ${limit}::int`,
  );
}

import { CustomPlan } from "@alva/contracts/custom-plan";
import { MasterPlan } from "@alva/contracts/master-plan";
import { type Plan, PlanStanding } from "@alva/contracts/plan";
import { PlanApplied } from "@alva/contracts/plan-changes";
import { ClientProfile } from "@alva/contracts/profile";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId, planStanding } from "./current-plan.ts";
import { planColumns, PlanRow, presentPlan } from "./plans.ts";
import { profileDocument } from "./profile.ts";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

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
export const boardRevision: SQL = sql`md5(concat_ws('|', c.id, ${today},
  (select version from app.profiles where user_id = c.user_id),
  (select string_agg(concat_ws(':', t.id, t.status, t.due_date, t.pinned, extract(epoch from t.updated_at)), ','
     order by t.id) from app.tasks t where t.plan_id = c.id)))`;

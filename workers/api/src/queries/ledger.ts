import type { MasterPlan } from "@alva/contracts/master-plan";
import type { ClientProfile } from "@alva/contracts/profile";
import { LedgerModule, type LedgerSource } from "@alva/planning/ledger/source";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { PlanRow, type PlanWithTasks, planColumns, presentPlanWithTasks } from "./plans.ts";
import { type AppDatabase, select } from "./rows.ts";

/** A plan and the outputs of its modules, as the statements of this folder select them. */
export const ExplainedPlanRow = PlanRow.extend({ modules: z.array(LedgerModule).nullable() });

/** Columns of `ExplainedPlanRow` for a `p` that is app.plans. A re-planned plan has no answers but what it was merged from. */
export function explainedPlanColumns(userId: string | SQL): SQL {
  return sql`${planColumns(userId)}, coalesce(p.merge_input -> 'modules', (
    select jsonb_agg(s.output -> 'output' || jsonb_build_object('fallback', s.output -> 'fallback') order by s.step)
    from app.plan_steps s where s.plan_id = p.id and s.output ? 'output')) as modules`;
}

/** A plan with what its ledger is written from; null while there is no master plan. */
export interface ExplainedPlan extends PlanWithTasks {
  readonly source: LedgerSource | null;
}

/** The plan as the contract has it, and what its ledger is written from. */
export function presentExplainedPlan(row: z.infer<typeof ExplainedPlanRow>): ExplainedPlan {
  const found = presentPlanWithTasks(row);
  const { master_plan: masterPlan, custom_plan: customPlan, steps } = found.plan;
  const source = masterPlan && { masterPlan, customPlan, steps, modules: row.modules ?? [] };
  return { ...found, source };
}

const LedgerRow = ExplainedPlanRow.extend({ is_current: z.boolean(), today: z.iso.date().nullable() });

interface OwnPlan {
  readonly userId: string;
  readonly planId: string;
}

/** One of a person's plans with what explains it, or undefined. */
export async function findExplainedPlan(
  db: AppDatabase,
  { userId, planId }: OwnPlan,
): Promise<ExplainedPlan | undefined> {
  const [row] = await select(
    db,
    ExplainedPlanRow,
    sql`select ${explainedPlanColumns(userId)} from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row && presentExplainedPlan(row);
}

/** What restoring goes by. */
export interface RestorablePlan {
  readonly source: LedgerSource & { readonly masterPlan: MasterPlan };
  readonly profile: ClientProfile;
  readonly isCurrent: boolean;
  /** The local date in the plan's time zone. */
  readonly today: string;
}

/** One of a person's ready plans as restoring needs it, or undefined. */
export async function findRestorablePlan(
  db: AppDatabase,
  { userId, planId }: OwnPlan,
): Promise<RestorablePlan | undefined> {
  const [row] = await select(
    db,
    LedgerRow,
    sql`
      select ${explainedPlanColumns(userId)}, coalesce(p.id = ${currentPlanId(userId)}, false) as is_current,
        (now() at time zone (p.master_plan -> 'plan' ->> 'timezone'))::date::text as today
      from app.plans p where p.id = ${planId} and p.user_id = ${userId} and p.master_plan is not null`,
  );
  if (!row) return undefined;
  const { source, plan } = presentExplainedPlan(row);
  return source && row.today !== null
    ? { source, profile: plan.profile, isCurrent: row.is_current, today: row.today }
    : undefined;
}

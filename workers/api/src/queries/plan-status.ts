import {
  PlanChangeEvent,
  type PlanStatus,
  PlanState,
  PlanStep,
  planSteps,
  PlanStepState,
} from "@alva/contracts/plan";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, reached, rfc3339, select } from "./rows.ts";

/** Attempts a step has at most (pipeline specification, section 1). */
export const maxAttempts = 3;

/** A plan's status as the statements of this folder select it. */
export const StatusRow = z.object({
  id: z.uuid(),
  state: PlanState,
  sequence: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  steps: z.array(
    z.object({ step: PlanStep, state: PlanStepState, attempt: z.int(), reason: z.string().nullable() }),
  ),
});
type StatusRow = z.infer<typeof StatusRow>;

/** Columns of `StatusRow` for a `p` that is app.plans. */
export const statusColumns: SQL = sql`
  p.id, p.state, p.sequence, ${rfc3339(sql`p.created_at`)} as created_at, ${rfc3339(sql`p.updated_at`)} as updated_at,
  (select jsonb_agg(jsonb_build_object('step', s.step, 'state', s.state, 'attempt', s.attempt, 'reason', s.reason)
     order by s.step)
   from app.plan_steps s where s.plan_id = p.id) as steps`;

/** The status as the contract has it, its steps in the order a person reads them. */
export function presentStatus({ id, state, sequence, created_at, updated_at, steps }: StatusRow): PlanStatus {
  return {
    id,
    state,
    sequence,
    created_at,
    updated_at,
    steps: steps
      .toSorted((a, b) => planSteps.indexOf(a.step) - planSteps.indexOf(b.step))
      .map((step) => ({ ...step, max_attempts: maxAttempts })),
  };
}

/** Where one of a person's plans stands, or undefined. */
export async function findPlanStatus(
  db: AppDatabase,
  { userId, planId }: { readonly userId: string; readonly planId: string },
): Promise<PlanStatus | undefined> {
  const [row] = await select(
    db,
    StatusRow,
    sql`select ${statusColumns} from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row && presentStatus(row);
}

const ProgressRow = StatusRow.extend({
  missed: z.array(
    z.object({ sequence: z.int(), at: z.iso.datetime(), change: PlanChangeEvent.shape.change }),
  ),
});

/** Where one of a person's plans stands and what changed after `after`, oldest first, at one moment; or undefined. */
export async function findPlanProgress(
  db: AppDatabase,
  { userId, planId, after }: { readonly userId: string; readonly planId: string; readonly after: number },
): Promise<{ status: PlanStatus; missed: z.infer<typeof ProgressRow>["missed"] } | undefined> {
  const [row] = await select(
    db,
    ProgressRow,
    sql`
      select ${statusColumns}, coalesce((
        select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'at', ${rfc3339(sql`e.at`)}, 'change', e.event)
          order by e.sequence)
        from app.plan_events e where e.plan_id = p.id and e.sequence > ${after}::int), '[]') as missed
      from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row && { status: presentStatus(row), missed: row.missed };
}

/** Moves a plan and reads where it then stands, in one transaction; undefined when `plan`, a condition on `p`, finds none. */
export async function moveAndRead(
  db: AppDatabase,
  { move, plan }: { readonly move: SQL; readonly plan: SQL },
): Promise<PlanStatus | undefined> {
  const [, { rows }] = await reached(
    db.batch([db.execute(move), db.execute(sql`select ${statusColumns} from app.plans p where ${plan}`)]),
  );
  const row = z.array(StatusRow).parse(rows)[0];
  return row && presentStatus(row);
}

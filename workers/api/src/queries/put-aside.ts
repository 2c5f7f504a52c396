import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

interface OwnPlan {
  readonly userId: string;
  readonly planId: string;
}

const PlanRow = z.object({ put_aside_at: z.iso.datetime().nullable() });

/**
 * Notes of a plan that waits to be applied, or failed, that its owner is not to be asked about it; the first wish counts. It is
 * no step of the plan's, so it has no event. Null: the plan is neither; undefined: this person has no such plan.
 */
export async function putPlanAside(
  db: AppDatabase,
  { userId, planId }: OwnPlan,
): Promise<string | null | undefined> {
  const [row] = await select(
    db,
    PlanRow,
    sql`
      with aside as (
        update app.plans set put_aside_at = coalesce(put_aside_at, now())
        where id = ${planId} and user_id = ${userId}
          and (state = 'failed' or (master_plan is not null and applied_at is null and declined_at is null))
        returning put_aside_at
      )
      select (select ${rfc3339(sql`put_aside_at`)} from aside) as put_aside_at
      from app.plans where id = ${planId} and user_id = ${userId}`,
  );
  return row?.put_aside_at;
}

interface PutAnswersAside extends OwnPlan {
  /** RFC 3339. */
  readonly until: string;
}

const AnswersRow = z.object({ answers_put_aside_until: z.iso.datetime().nullable() });

/**
 * Notes of a current plan up to when changed answers were put aside: never for the time to come, and never for less than before.
 * Null: the plan is not current; undefined: this person has no such plan.
 */
export async function putAnswersAside(
  db: AppDatabase,
  { userId, planId, until }: PutAnswersAside,
): Promise<string | null | undefined> {
  const [row] = await select(
    db,
    AnswersRow,
    sql`
      with aside as (
        update app.plans
        set answers_put_aside_until = greatest(answers_put_aside_until, least(${until}::timestamptz, now()))
        where id = ${planId} and user_id = ${userId} and id = ${currentPlanId(userId)}
        returning answers_put_aside_until
      )
      select (select ${rfc3339(sql`answers_put_aside_until`)} from aside) as answers_put_aside_until
      from app.plans where id = ${planId} and user_id = ${userId}`,
  );
  return row?.answers_put_aside_until;
}

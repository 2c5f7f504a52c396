import { sql } from "drizzle-orm";
import * as z from "zod";
import { lockPerson } from "./person-lock.ts";
import { type AppDatabase, reached } from "./rows.ts";

interface DeclinePlan {
  readonly userId: string;
  readonly planId: string;
}

/** `not_proposed`: the plan is being made still, ended without tasks, or was applied. */
export type DeclineOutcome = "declined" | "not_proposed" | "none";

const Row = z.object({ is_declined: z.boolean() });

/**
 * Archives a proposed plan of this person; any other stays as it is. Repeating it changes nothing. Under the person's
 * lock, as applying is: of the two at the same moment one has its way.
 */
export async function declinePlan(db: AppDatabase, { userId, planId }: DeclinePlan): Promise<DeclineOutcome> {
  const [, { rows }] = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      db.execute(sql`
        with declined as (
          update app.plans set declined_at = now(), updated_at = now(), sequence = sequence + 1
          where id = ${planId} and user_id = ${userId} and master_plan is not null and applied_at is null
            and declined_at is null
          returning id, sequence, state
        ), event as (
          insert into app.plan_events (plan_id, sequence, event)
          select id, sequence, jsonb_build_object('state', state, 'declined', true) from declined
        )
        select declined_at is not null or exists (select from declined) as is_declined
        from app.plans where id = ${planId} and user_id = ${userId}`),
    ]),
  );
  const [row] = z.array(Row).parse(rows);
  if (!row) return "none";
  return row.is_declined ? "declined" : "not_proposed";
}

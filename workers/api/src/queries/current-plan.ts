import { type SQL, sql } from "drizzle-orm";

/**
 * The plan that a person works through: the one applied last and not undone. All others that were ever applied are
 * archived, and so are those that were declined; any other waits for its owner's word.
 */
export const currentPlanId = (userId: string | SQL) => sql`(
  select id from app.plans where user_id = ${userId} and applied_at is not null and undone_at is null
  order by applied_at desc, id limit 1)`;

/** What a `p` that is app.plans is to its owner, as the contract's `PlanStanding`. */
export const planStanding = (userId: string | SQL) => sql`case
  when p.master_plan is null then 'unfinished'
  when p.id = ${currentPlanId(userId)} then 'current'
  when p.applied_at is null and p.declined_at is null then 'proposed'
  else 'archived' end`;

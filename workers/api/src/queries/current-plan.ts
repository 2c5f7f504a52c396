import { type SQL, sql } from "drizzle-orm";

/** The plan that a person works through: the one finished last. All others that were ever ready are archived. */
export const currentPlanId = (userId: string | SQL) => sql`(
  select id from app.plans where user_id = ${userId} and state in ('ready', 'ready_partial')
  order by finished_at desc, id limit 1)`;

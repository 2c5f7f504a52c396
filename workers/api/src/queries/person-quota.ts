import { type SQL, sql } from "drizzle-orm";
import { secondsToNewTokens } from "./model-usage.ts";

/** Plans that a person may start in 24 hours (product specification, section 5). */
export const plansPerDay = 5;
/** Plans of one person that may be made at once, so that nobody takes the model's places alone. */
export const plansAtOnce = 2;
/** When to ask again while too many are being made; one takes half a minute, and five at the most. */
const busyWaitSeconds = 60;

/**
 * One row with `seconds`, after which a person may start another plan; no row when they may now. A statement that starts
 * plans has it as a subquery, behind the person's lock, so that requests at the same moment see each other's plans.
 */
export function quotaRefusal(userId: string): SQL {
  return sql`
    select max(seconds) as seconds from (
      select case when count(*) = ${plansPerDay}::int
        then ceil(extract(epoch from min(created_at) + interval '24 hours' - now()))::int
        else ${busyWaitSeconds}::int end as seconds
      from (
        select created_at, finished_at from app.plans
        where user_id = ${userId} and kind = 'generated' and created_at > now() - interval '24 hours'
        order by created_at desc limit ${plansPerDay}::int) newest
      having count(*) = ${plansPerDay}::int or count(*) filter (where finished_at is null) >= ${plansAtOnce}::int
      union all select ${secondsToNewTokens(userId)}
    ) refusals having max(seconds) is not null`;
}

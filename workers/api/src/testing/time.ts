import { owner } from "./database.ts";

/** Moves all that is dated of a plan back, as if these seconds had passed. */
export async function letTimePass(planId: string, seconds: number): Promise<void> {
  await owner.transaction([
    owner`update app.plan_steps set due_at = due_at - make_interval(secs => ${seconds}) where plan_id = ${planId}`,
    owner`update app.plans set created_at = created_at - make_interval(secs => ${seconds}),
      updated_at = updated_at - make_interval(secs => ${seconds}) where id = ${planId}`,
    owner`update app.plan_events set at = at - make_interval(secs => ${seconds}) where plan_id = ${planId}`,
  ]);
}

import { owner } from "./database.ts";

/** Moves a plan and its tasks back in time, as if it had begun so many weeks before it does. */
export async function beginEarlier(planId: string, weeks: number): Promise<void> {
  const days = 7 * weeks;
  await owner`update app.tasks set due_date = due_date - ${days}::int,
    task = task || jsonb_build_object('due_date', due_date - ${days}::int,
      'due_at', overlay(task ->> 'due_at' placing (due_date - ${days}::int)::text from 1)) where plan_id = ${planId}`;
  await owner`update app.plans set master_plan = jsonb_set(jsonb_set(master_plan,
      '{plan,window_start}', to_jsonb((master_plan -> 'plan' ->> 'window_start')::date - ${days}::int)),
      '{plan,window_end}', to_jsonb((master_plan -> 'plan' ->> 'window_end')::date - ${days}::int))
    where id = ${planId}`;
}

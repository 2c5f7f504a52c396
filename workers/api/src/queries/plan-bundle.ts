import { PlanBundle } from "@alva/contracts/bundle";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

const BundleRow = z.object({ bundle: PlanBundle.nullable() });

/**
 * One of a person's plans with all that led to it; `null` for a plan that was not merged, undefined when there is none.
 */
export async function findPlanBundle(
  db: AppDatabase,
  { userId, planId }: { readonly userId: string; readonly planId: string },
): Promise<PlanBundle | null | undefined> {
  const [row] = await select(
    db,
    BundleRow,
    sql`
      select case when p.merge_input is not null then jsonb_build_object(
        'bundle_version', '1.0', 'plan_id', p.id, 'state', p.state, 'created_at', ${rfc3339(sql`p.created_at`)},
        'profile', p.profile, 'prompt_versions', string_to_array(split_part(p.generation_key, ':', 2), ','),
        'custom_plan', p.custom_plan,
        'steps', (select jsonb_agg(jsonb_build_object('step', s.step, 'state', s.state, 'attempt', s.attempt,
            'reason', s.reason, 'output', s.output, 'answer', s.answer) order by s.step)
          from app.plan_steps s where s.plan_id = p.id),
        'attempts', (select coalesce(jsonb_agg(jsonb_build_object('step', m.step, 'attempt', m.attempt,
            'prompt_version', m.prompt_version, 'request_hash', m.request_hash, 'model', m.model,
            'prompt_tokens', m.prompt_tokens, 'completion_tokens', m.completion_tokens, 'output', m.output,
            'output_hash', m.output_hash, 'outcome', m.outcome, 'reason', m.reason, 'at', ${rfc3339(sql`m.at`)})
            order by m.id), '[]')
          from app.model_attempts m where m.plan_id = p.id),
        'merge_input', p.merge_input, 'merge_hash', p.merge_hash,
        'master_plan', p.master_plan || jsonb_build_object('tasks', coalesce((
          select jsonb_agg(t.task order by t.position) from app.tasks t
          where t.plan_id = p.id and t.origin = 'plan'), '[]')),
        'log', (select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'at', ${rfc3339(sql`e.at`)}, 'event', e.event)
            order by e.sequence)
          from app.plan_events e where e.plan_id = p.id)) end as bundle
      from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row?.bundle;
}

import { randomUUID } from "node:crypto";
import type { PlanTask } from "@alva/contracts/master-plan";
import { makeOfflinePlan } from "@alva/planning/playbook/testing/offline-plan";
import { examples } from "@alva/planning/playbook/testing/profiles";
import type { Client } from "pg";

/** Gives a person a ready plan with so many tasks, those of an offline plan again and again. Returns its id. */
export async function giveBoard(owner: Client, userId: string, count: number): Promise<string> {
  const profile = examples.consultancy;
  const { plan, master } = makeOfflinePlan(profile, "2026-08-20T10:00:00.000Z");
  const { tasks, ...masterPlan } = master;
  const id = randomUUID();
  await owner.query(
    `insert into app.plans (id, user_id, state, sequence, profile, generation_key, custom_plan, artifacts, master_plan,
       applied_at, finished_at)
     values ($1, $2, 'ready', 9, $3, 'bench', $4, '{}', $5, now(), now())`,
    [id, userId, profile, plan, masterPlan],
  );
  await owner.query(
    `insert into app.plan_steps (plan_id, step, state, attempt)
     select $1, unnest(enum_range(null::app.plan_step)), 'done', 1`,
    [id],
  );
  await owner.query(
    `insert into app.tasks (plan_id, id, user_id, position, status, channel, week, due_date, quick_win, task)
     select $1, t ->> 'id', $2, position, (t ->> 'status')::app.task_status, t ->> 'channel', (t ->> 'week')::smallint,
       (t ->> 'due_date')::date, (t ->> 'quick_win')::boolean, t
     from jsonb_array_elements($3::jsonb) with ordinality as task (t, position)`,
    [id, userId, JSON.stringify(repeated(tasks, count))],
  );
  await owner.query("analyze app.plans, app.tasks");
  return id;
}

function repeated(tasks: readonly PlanTask[], count: number): PlanTask[] {
  return Array.from({ length: count }, (_, index) => {
    const task = tasks[index % tasks.length];
    if (!task) throw new Error("the offline plan has no tasks");
    return { ...task, id: `tsk_${index.toString(16).padStart(10, "0")}` };
  });
}

import { MasterPlan } from "@alva/contracts/master-plan";
import type { Task } from "@alva/contracts/task";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

const QuickWinRow = z.object({
  due_date: z.string().nullable(),
  completed_local_date: z.string().nullable(),
  withdrawn_at: z.string().nullable(),
});

const BoardRow = z.object({
  id: z.uuid(),
  plan: MasterPlan.shape.plan,
  server_time: z.string(),
  tasks: z.array(TaskRow).nullable(),
  quick_wins: z.array(QuickWinRow).nullable(),
});

/** The current plan as the home page needs it. Times are RFC 3339, dates local to the plan they belong to. */
export interface CurrentBoard {
  readonly planId: string;
  readonly plan: MasterPlan["plan"];
  /** The database's clock. */
  readonly serverTime: string;
  /** By due date, then priority. */
  readonly tasks: readonly Task[];
  /** Of every plan the person had; withdrawn when it was refused or its plan was followed by another. */
  readonly quickWins: readonly z.infer<typeof QuickWinRow>[];
}

/** A person's current plan with all its tasks, and the quick wins of all plans, or undefined; read in one statement. */
export async function findCurrentBoard(db: AppDatabase, userId: string): Promise<CurrentBoard | undefined> {
  const withdrawnAt = sql`least(o.followed_at, case when t.status = 'skipped'
    then coalesce((t.field_times ->> 'status')::timestamptz, t.updated_at) end)`;
  const [row] = await select(
    db,
    BoardRow,
    sql`
      with own as (
        select id, coalesce(undone_at, lead(applied_at) over (
          partition by undone_at is null order by applied_at, id desc)) as followed_at
        from app.plans where user_id = ${userId} and applied_at is not null
      )
      select p.id, p.master_plan -> 'plan' as plan, ${rfc3339(sql`now()`)} as server_time,
        (select jsonb_agg(to_jsonb(row)
            order by row.task ->> 'due_date' nulls last, (row.task ->> 'priority')::int, row.position)
          from (select ${taskColumns} from app.tasks t where t.plan_id = p.id) row) as tasks,
        (select jsonb_agg(jsonb_build_object('due_date', t.due_date, 'completed_local_date', t.completed_local_date,
            'withdrawn_at', ${rfc3339(withdrawnAt)}))
          from own o join app.tasks t on t.plan_id = o.id where t.quick_win) as quick_wins
      from app.plans p where p.id = ${currentPlanId(userId)}`,
  );
  if (!row) return undefined;
  return {
    planId: row.id,
    plan: row.plan,
    serverTime: row.server_time,
    tasks: (row.tasks ?? []).map(presentTask),
    quickWins: row.quick_wins ?? [],
  };
}

import { MasterPlan, TaskStatus } from "@alva/contracts/master-plan";
import { type BoardLine, mostShown } from "@alva/planning/dashboard";
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

const LineRow = z.object({
  title: z.string(),
  status: TaskStatus,
  quick_win: z.boolean(),
  due_date: z.string().nullable(),
  completed_local_date: z.string().nullable(),
  estimated_minutes: z.int(),
  whole: TaskRow.nullable(),
});

const BoardRow = z.object({
  id: z.uuid(),
  plan: MasterPlan.shape.plan,
  server_time: z.string(),
  tasks: z.array(LineRow).nullable(),
  quick_wins: z.array(QuickWinRow).nullable(),
});

/** The current plan as the home page needs it. Times are RFC 3339, dates local to the plan they belong to. */
export interface CurrentBoard {
  readonly planId: string;
  readonly plan: MasterPlan["plan"];
  /** The database's clock. */
  readonly serverTime: string;
  /** By due date, then priority. */
  readonly tasks: readonly BoardLine[];
  /** Of every plan the person had; withdrawn when it was refused or its plan was followed by another. */
  readonly quickWins: readonly z.infer<typeof QuickWinRow>[];
}

/**
 * A person's current plan with a line for each of its tasks, and the quick wins of all plans, or undefined; read in one
 * statement. Whole are the first of each kind alone, so that a large board costs little.
 */
export async function findCurrentBoard(db: AppDatabase, userId: string): Promise<CurrentBoard | undefined> {
  const withdrawnAt = sql`least(o.followed_at, case when t.status = 'skipped'
    then coalesce((t.field_times ->> 'status')::timestamptz, t.updated_at) end)`;
  const order = sql`t.due_date nulls last, (t.task ->> 'priority')::int, t.position`;
  // Local dates are at most a day from UTC's: whichever is today in the plan's time zone, before, on and after it are
  // kinds of their own.
  const nearness = sql`least(greatest(t.due_date - (now() at time zone 'UTC')::date, -2), 2)`;
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
        (select jsonb_agg(jsonb_build_object('title', t.task ->> 'title', 'status', t.status, 'quick_win', t.quick_win,
            'due_date', t.due_date, 'completed_local_date', t.completed_local_date,
            'estimated_minutes', (t.task ->> 'estimated_minutes')::int,
            'whole', case when t.place <= ${mostShown}::int then
              (select to_jsonb(whole) from (select ${taskColumns}) whole) end) order by ${order})
          from (select t.*, row_number() over (partition by t.quick_win, t.status, ${nearness} order by ${order}) as place
            from app.tasks t where t.plan_id = p.id) t) as tasks,
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
    tasks: (row.tasks ?? []).map((line) => ({ ...line, whole: line.whole && presentTask(line.whole) })),
    quickWins: row.quick_wins ?? [],
  };
}

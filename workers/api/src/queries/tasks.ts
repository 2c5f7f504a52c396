import { TaskStatus } from "@alva/contracts/master-plan";
import { allowedFrom, type Task, type TaskChange, type TaskQuery } from "@alva/contracts/task";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId } from "./current-plan.ts";
import { type AppDatabase, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

interface ListTasks extends Omit<TaskQuery, "cursor"> {
  readonly userId: string;
  /** Position of the last task of the page before. */
  readonly afterPosition: number;
}

/** A page of one plan's tasks in the order that governance gave, with each task's position for the next cursor. */
export async function listTasks(
  db: AppDatabase,
  { userId, afterPosition, limit, plan_id, status, channel, week, quick_win }: ListTasks,
): Promise<{ position: number; task: Task }[]> {
  const filters = [
    sql`t.user_id = ${userId}`,
    sql`t.plan_id = ${plan_id === undefined ? currentPlanId(userId) : sql`${plan_id}::uuid`}`,
    sql`t.position > ${afterPosition}::int`,
    ...(status === undefined ? [] : [sql`t.status = ${status}::app.task_status`]),
    ...(channel === undefined ? [] : [sql`t.channel = ${channel}`]),
    ...(week === undefined ? [] : [sql`t.week = ${week}::smallint`]),
    ...(quick_win === undefined ? [] : [sql`t.quick_win = ${quick_win}::boolean`]),
  ];
  const rows = await select(
    db,
    TaskRow,
    sql`
      select ${taskColumns} from app.tasks t where ${sql.join(filters, sql` and `)}
      order by t.position limit ${limit}::int`,
  );
  return rows.map((row) => ({ position: row.position, task: presentTask(row) }));
}

interface ChangeTask {
  readonly userId: string;
  readonly taskId: string;
  readonly change: TaskChange;
}

/** `conflict` names the status that forbids the change. */
export type TaskChangeOutcome =
  | { readonly kind: "changed"; readonly task: Task }
  | { readonly kind: "conflict"; readonly status: TaskStatus }
  | { readonly kind: "not_found" };

const ChangeRow = z.object({ before: TaskStatus, after: TaskRow.nullable() });

/**
 * Changes a task of the person's current plan if its present status allows it (product specification, section 6.11).
 * Completion is dated by the database's clock, in the plan's time zone; taking it back removes the date.
 */
export async function changeTask(
  db: AppDatabase,
  { userId, taskId, change }: ChangeTask,
): Promise<TaskChangeOutcome> {
  const { status, pinned } = change;
  const from = status === undefined ? TaskStatus.options : [status, ...allowedFrom[status]];
  const [row] = await select(
    db,
    ChangeRow,
    sql`
      with found as (
        select t.status, p.master_plan -> 'plan' ->> 'timezone' as timezone, t.plan_id, t.id
        from app.tasks t join app.plans p on p.id = t.plan_id
        where t.user_id = ${userId} and t.id = ${taskId} and t.plan_id = ${currentPlanId(userId)}
      ), changed as (
        update app.tasks t
        set status = coalesce(${status ?? null}::app.task_status, t.status),
            pinned = coalesce(${pinned ?? null}::boolean, t.pinned),
            completed_at = case
              when ${status ?? null}::text is null then t.completed_at
              when ${status ?? null}::text = 'done' then coalesce(t.completed_at, now()) end,
            completed_local_date = case
              when ${status ?? null}::text is null then t.completed_local_date
              when ${status ?? null}::text = 'done'
                then coalesce(t.completed_local_date, (now() at time zone found.timezone)::date) end,
            updated_at = now()
        from found
        where t.plan_id = found.plan_id and t.id = found.id and t.status::text = any (${`{${from.join(",")}}`}::text[])
        returning t.*
      )
      select found.status as before,
        (select to_jsonb(row) from (select ${taskColumns} from changed t) row) as after
      from found`,
  );
  if (!row) return { kind: "not_found" };
  return row.after
    ? { kind: "changed", task: presentTask(row.after) }
    : { kind: "conflict", status: row.before };
}

import type { Task, TaskQuery } from "@alva/contracts/task";
import { sql } from "drizzle-orm";
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

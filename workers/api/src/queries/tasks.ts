import type { Task, TaskQuery } from "@alva/contracts/task";
import { type SQL, sql } from "drizzle-orm";
import { currentPlanId } from "./current-plan.ts";
import { type AppDatabase, select } from "./rows.ts";
import { presentTask, taskColumns, TaskRow } from "./task-row.ts";

/** Where a page ended: the last task's due date or `infinity`, its priority and its position. */
export type TaskPlace = readonly [dueDate: string, priority: number, position: number];

interface ListTasks extends Omit<TaskQuery, "cursor"> {
  readonly userId: string;
  readonly after: TaskPlace | undefined;
}

/**
 * A page of one plan's tasks by due date, the undated ones last, then priority, then the order that governance gave, with
 * each task's place for the next cursor. Writes between two pages neither hide nor repeat a task that stayed in place.
 */
export async function listTasks(
  db: AppDatabase,
  { userId, after, limit, plan_id, ...query }: ListTasks,
): Promise<{ place: TaskPlace; task: Task }[]> {
  const { status, channel, priority, effort, week, quick_win, due_from, due_to, text } = query;
  const dueDate = sql`coalesce(t.due_date, 'infinity')`;
  const rank = sql`(t.task ->> 'priority')::int`;
  const filters = [
    sql`t.user_id = ${userId}`,
    sql`t.plan_id = ${plan_id === undefined ? currentPlanId(userId) : sql`${plan_id}::uuid`}`,
    status === undefined ? sql`t.status <> 'skipped'` : sql`t.status::text = any (${textArray(status)})`,
    channel && sql`t.channel = any (${textArray(channel)})`,
    after && sql`(${dueDate}, ${rank}, t.position) > (${after[0]}::date, ${after[1]}::int, ${after[2]}::int)`,
    priority && sql`${rank} = ${priority}::int`,
    effort && sql`(t.task ->> 'effort')::int = ${effort}::int`,
    week && sql`t.week = ${week}::smallint`,
    quick_win === undefined ? undefined : sql`t.quick_win = ${quick_win}::boolean`,
    due_from && sql`t.due_date >= ${due_from}::date`,
    due_to && sql`t.due_date <= ${due_to}::date`,
    text &&
      sql`strpos(lower(concat_ws(chr(10), t.task ->> 'title', t.task ->> 'desc', t.notes)), lower(${text})) > 0`,
  ].filter((filter) => typeof filter === "object");
  const rows = await select(
    db,
    TaskRow,
    sql`
      select ${taskColumns} from app.tasks t where ${sql.join(filters, sql` and `)}
      order by ${dueDate}, ${rank}, t.position limit ${limit}::int`,
  );
  return rows.map((row) => {
    const task = presentTask(row);
    return { place: [task.due_date ?? "infinity", task.priority, row.position], task };
  });
}

function textArray(words: readonly string[]): SQL {
  return sql`${`{${words.join(",")}}`}::text[]`;
}

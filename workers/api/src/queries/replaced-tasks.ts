import { type SQL, sql } from "drizzle-orm";
import { currentPlanId } from "./current-plan.ts";
import { schedule } from "./task-schedule.ts";

interface TakeOver {
  readonly userId: string;
  readonly operation_id: string;
  readonly taskIds: readonly string[];
}

/**
 * A statement that brings open tasks of plans that the person once had onto the current board, for an operation that
 * finishes them and has had no effect yet: whoever did a task while another plan took its place has done it all the same.
 */
export function takeOverUndone({ userId, operation_id, taskIds }: TakeOver): SQL {
  return sql`
    with board as (
      select p.id, p.master_plan -> 'plan' ->> 'timezone' as timezone,
        (p.master_plan -> 'plan' ->> 'window_start')::date as window_start
      from app.plans p where p.id = ${currentPlanId(userId)} and not exists (
        select from app.task_operations where user_id = ${userId} and operation_id = ${operation_id})
    ), gone as (
      select distinct on (t.id) t.*
      from app.tasks t join app.plans p on p.id = t.plan_id, board
      where t.user_id = ${userId} and t.id = any (${`{${taskIds.join(",")}}`}::text[]) and p.applied_at is not null
        and not exists (select from app.tasks now where now.plan_id = board.id and now.id = t.id)
      order by t.id, p.applied_at desc
    )
    insert into app.tasks (plan_id, user_id, id, position, status, channel, week, due_date, quick_win, pinned, task, notes,
      field_times, updated_at)
    select board.id, gone.user_id, gone.id,
      (select coalesce(max(position), 0) from app.tasks t where t.plan_id = board.id) + row_number() over (order by gone.id),
      gone.status, gone.channel, due.week, due.due_date, gone.quick_win, gone.pinned, gone.task || due.fields, gone.notes,
      gone.field_times, statement_timestamp()
    from board, gone, lateral (${schedule(sql`gone.due_date`)}) due
    where gone.origin = 'plan' and gone.status in ('planned', 'in_progress')`;
}

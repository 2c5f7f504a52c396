import { type SQL, sql } from "drizzle-orm";

/**
 * What a due date means on `board`, a row with a plan's window_start and timezone: its week of the plan, and 17:00 local
 * with the offset valid then (plan pipeline, section 5.11). `fields` is the same for the task's document.
 */
export function schedule(date: SQL): SQL {
  return sql`
    select date as due_date, week, jsonb_build_object('due_date', date, 'week', week, 'due_at',
      to_char(local, 'YYYY-MM-DD"T"HH24:MI:SS') || case when shift < interval '0' then '-' else '+' end
        || to_char(greatest(shift, -shift), 'HH24:MI')) as fields
    from (select ${date} as date) given,
      lateral (select case when date - board.window_start between 0 and 90
        then (date - board.window_start) / 7 + 1 end as week) weeks,
      lateral (select (date + time '17:00') at time zone board.timezone as instant) due,
      lateral (select instant at time zone board.timezone as local,
        (instant at time zone board.timezone) - (instant at time zone 'UTC') as shift) clocks`;
}

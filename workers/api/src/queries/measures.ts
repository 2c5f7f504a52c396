import { type LogMeasure, MeasuredValue, MeasureLogged } from "@alva/contracts/measure";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, rfc3339, select } from "./rows.ts";
import { type OperationOutcome, type TaskOperation, writeTasksOnce } from "./task-operations.ts";

/** Names of the measures of a `p` that is app.plans. */
const measureNames = sql`(select kpi ->> 'name' from jsonb_array_elements(p.custom_plan -> 'kpis') kpi)`;

/** Columns of `MeasuredValue` for a `v` that is app.measured_values. */
export const valueColumns = sql`v.measure, v.measured_on::text as measured_on, v.value, ${rfc3339(sql`v.updated_at`)} as updated_at`;

/** Where a page ended. */
export type MeasuredPlace = readonly [measuredOn: string, measure: string];

interface ListValues {
  readonly userId: string;
  readonly planId: string;
  readonly limit: number;
  readonly after: MeasuredPlace | undefined;
}

/** A page of what was read off the measures of one of a person's plans, newest day first; undefined without such a plan. */
export async function listMeasuredValues(
  db: AppDatabase,
  { userId, planId, limit, after }: ListValues,
): Promise<MeasuredValue[] | undefined> {
  const [measuredOn, measure] = after ?? [null, null];
  const [row] = await select(
    db,
    z.object({ items: z.array(MeasuredValue) }),
    sql`
      select coalesce((select jsonb_agg(to_jsonb(page)) from (
        select ${valueColumns} from app.measured_values v
        where v.user_id = p.user_id and v.value is not null and v.measure in ${measureNames}
          and (${measuredOn}::date is null or v.measured_on < ${measuredOn}::date
            or (v.measured_on = ${measuredOn}::date and v.measure > ${measure}::text))
        order by v.measured_on desc, v.measure limit ${limit}::int) page), '[]') as items
      from app.plans p where p.id = ${planId} and p.user_id = ${userId}`,
  );
  return row?.items;
}

interface LogValue extends TaskOperation {
  readonly planId: string;
  readonly said: Omit<LogMeasure, "operation_id" | "at">;
}

/**
 * Writes a measure's value of a day down, once per operation; what was said later stays. `null` for a day that has not come
 * yet. There is no outcome without a plan of the person's that has the measure.
 */
export async function logMeasureOnce(
  db: AppDatabase,
  { planId, said, ...operation }: LogValue,
): Promise<OperationOutcome<MeasureLogged | null>> {
  const { measure, measured_on = null, value } = said;
  const effect = sql`
    asked as (
      select coalesce(${measured_on}::date, today) as measured_on, today, board.made_at
      from app.plans p, board, lateral (select (board.acted_at at time zone board.timezone)::date as today) clocks
      where p.id = ${planId} and p.user_id = ${operation.userId} and ${measure} in ${measureNames}
    ), before as (
      select v.* from app.measured_values v join asked using (measured_on)
      where v.user_id = ${operation.userId} and v.measure = ${measure}
    ), written as (
      insert into app.measured_values as v (user_id, measure, measured_on, value, said_at, updated_at)
      select ${operation.userId}::uuid, ${measure}, measured_on, ${value}::text, made_at, statement_timestamp()
      from asked where measured_on <= today
      on conflict (user_id, measure, measured_on) do update
        set value = excluded.value, said_at = excluded.said_at, updated_at = excluded.updated_at
        where v.said_at <= excluded.said_at
      returning v.*
    ), outcome as (
      select case when asked.measured_on <= asked.today then (
        select to_jsonb(row) from (
          select ${valueColumns}, (select value from before) as replaced
          from (select * from written union all select * from before where not exists (select from written)) v
        ) row) else 'null'::jsonb end as answer
      from asked
    )`;
  return writeTasksOnce(db, { ...operation, answer: MeasureLogged.nullable(), effect });
}

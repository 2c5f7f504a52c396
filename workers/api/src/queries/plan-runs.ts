import { CustomPlan } from "@alva/contracts/custom-plan";
import { type PlanStatus, PlanStep } from "@alva/contracts/plan";
import { ClientProfile } from "@alva/contracts/profile";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { presentStatus, StatusRow, statusColumns } from "./plan-status.ts";
import { type AppDatabase, select, uuidArray } from "./rows.ts";

/** What a run is made from; read together with every change, so that whoever changed it can go on at once. */
export const RunRow = StatusRow.extend({
  profile: ClientProfile,
  trace_id: z.string(),
  custom_plan: CustomPlan.nullable(),
  age_seconds: z.number(),
  waited_seconds: z.number(),
  asks_anew: z.boolean(),
  /** Outputs and open questions by step; outputs only once every step has one. */
  details: z.array(
    z.object({
      step: PlanStep,
      messages: z.array(z.string()),
      output: z.unknown(),
      due_seconds_ago: z.number().nullable(),
      waits: z.int(),
    }),
  ),
});

/** A run of the pipeline as it stands in the database. */
export interface Run {
  readonly status: PlanStatus;
  readonly profile: ClientProfile;
  /** Of the request that asked for the plan; every message of the run carries it on. */
  readonly traceId: string;
  readonly customPlan: CustomPlan | undefined;
  /** Seconds since its first message left, 0 before that, by the database's clock. */
  readonly ageSeconds: number;
  /** Seconds since the plan was asked for. */
  readonly waitedSeconds: number;
  /** Whether its owner wants new answers of the model, not those of an equal request. */
  readonly asksAnew: boolean;
  readonly details: ReadonlyMap<PlanStep, RunDetail>;
}

interface RunDetail {
  /** What was wrong with the last answer. */
  readonly messages: readonly string[];
  readonly output: unknown;
  /** Seconds since the present attempt was due at the model; negative while it waits, null when none is. */
  readonly dueSecondsAgo: number | null;
  /** How often the present attempt was put off. */
  readonly waits: number;
}

/** Columns of a run, of a plan `p`. */
export const runColumns: SQL = sql`${statusColumns}, p.profile, p.trace_id, p.custom_plan,
  coalesce(extract(epoch from now() - (select e.at from app.plan_events e where e.plan_id = p.id and e.sequence = 1)), 0)::float8
    as age_seconds,
  extract(epoch from now() - p.created_at)::float8 as waited_seconds,
  exists (select from app.plan_events e where e.plan_id = p.id and e.sequence = 0 and (e.event -> 'asks_anew')::boolean)
    as asks_anew,
  (select jsonb_agg(jsonb_build_object('step', s.step, 'messages', s.messages,
     'output', case when p.state = 'merging' then s.output end,
     'due_seconds_ago', extract(epoch from now() - s.due_at), 'waits', s.waits))
   from app.plan_steps s where s.plan_id = p.id) as details`;

/** A run, from its row. */
export function presentRun(row: z.infer<typeof RunRow>): Run {
  return {
    status: presentStatus(row),
    profile: row.profile,
    traceId: row.trace_id,
    customPlan: row.custom_plan ?? undefined,
    ageSeconds: row.age_seconds,
    waitedSeconds: row.waited_seconds,
    asksAnew: row.asks_anew,
    details: new Map(
      row.details.map(({ step, due_seconds_ago, ...detail }) => [
        step,
        { ...detail, dueSecondsAgo: due_seconds_ago },
      ]),
    ),
  };
}

const overdueSeconds = 20;
/** Plans that one sweep looks at. */
const sweepLimit = 1200;

/** Unfinished plans in which something should have happened by now, the longest waiting first. */
export async function findStalledPlans(db: AppDatabase): Promise<string[]> {
  const rows = await select(
    db,
    z.object({ id: z.uuid() }),
    sql`
      select p.id from app.plans p
      where p.finished_at is null and (
        (p.state = 'merging' and p.updated_at < now() - make_interval(secs => ${overdueSeconds}::int))
        or exists (select from app.plan_steps s where s.plan_id = p.id
          and s.state in ('waiting', 'working', 'retrying')
          and s.due_at < now() - make_interval(secs => ${overdueSeconds}::int)))
      order by p.updated_at limit ${sweepLimit}::int`,
  );
  return rows.map(({ id }) => id);
}

/** A plan whose row is not what the code expects of one. */
export interface UnreadableRun {
  readonly id: string;
  /** Seconds since the plan was asked for. */
  readonly waitedSeconds: number;
}

/** The runs of these plans, as they stand, and those that cannot be read: one such row hides no other. */
export async function readRuns(
  db: AppDatabase,
  planIds: readonly string[],
): Promise<{ runs: Run[]; unreadable: UnreadableRun[] }> {
  const ids = uuidArray(planIds);
  const rows = await select(
    db,
    z.looseObject({ id: z.uuid(), waited_seconds: z.number() }),
    sql`select ${runColumns} from app.plans p where p.id = any (${ids}::uuid[]) order by p.updated_at`,
  );
  const read = rows.map((row) => ({ row, run: RunRow.safeParse(row).data }));
  return {
    runs: read.flatMap(({ run }) => (run ? [presentRun(run)] : [])),
    unreadable: read.flatMap(({ row, run }) =>
      run ? [] : [{ id: row.id, waitedSeconds: row.waited_seconds }],
    ),
  };
}

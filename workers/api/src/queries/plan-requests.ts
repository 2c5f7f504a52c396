import { ClientProfile } from "@alva/contracts/profile";
import { PlanStanding, planSteps } from "@alva/contracts/plan";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { currentPlanId, planStanding } from "./current-plan.ts";
import { lockPerson } from "./person-lock.ts";
import { quotaRefusal } from "./person-quota.ts";
import { foreignFiles, profileDocument, writeProfile } from "./profile.ts";
import { type AppDatabase, reached, rfc3339 } from "./rows.ts";

interface PlanRequest {
  readonly userId: string;
  readonly idempotencyKey: string;
  /** Hash of the body; the same key with another hash is a mistake of the client. */
  readonly requestHash: string;
  /** Saved first when given; otherwise the stored profile is used. */
  readonly given: { readonly profile: ClientProfile; readonly profileHash: string } | undefined;
  readonly promptVersion: string;
  /** Kept with a plan that is started. */
  readonly traceId: string;
  readonly regenerate: boolean;
  /** The current plan, when a new one is to be made beside it; any other is refused. */
  readonly besidePlan: string | undefined;
}

/** What became of a request for a plan. Only `started` calls for work. */
export type PlanRequestOutcome =
  | { readonly kind: "no_profile" | "key_reused" | "no_plan" | "not_current" }
  | { readonly kind: "quota_exceeded"; readonly retryAfterSeconds: number }
  | { readonly kind: "foreign_files"; readonly positions: readonly number[] }
  | { readonly kind: "existing"; readonly id: string; readonly createdAt: string; readonly started: boolean }
  | {
      readonly kind: "started";
      readonly id: string;
      readonly createdAt: string;
      readonly profile: ClientProfile;
    };

const OutcomeRow = z.object({
  standing: PlanStanding.nullable(),
  has_profile: z.boolean(),
  foreign_files: z.array(z.int()),
  refused_seconds: z.number().nullable(),
  request_hash: z.string().nullable(),
  id: z.uuid().nullable(),
  created_at: z.string().nullable(),
  started: z.boolean().nullable(),
  profile: ClientProfile.nullable(),
});

const reuseHours = 24;

/**
 * Starts a plan at most once per idempotency key, and at most one at a time per person, profile and prompt version; an
 * equal plan that is running or was finished within 24 hours is returned instead (pipeline specification, section 1).
 * Profile, plan, its steps and the key are written in one statement, which also holds the person's quota.
 */
export async function startPlanOnce(db: AppDatabase, request: PlanRequest): Promise<PlanRequestOutcome> {
  const { userId, idempotencyKey, requestHash, given, promptVersion, traceId, regenerate } = request;
  const besidePlan = request.besidePlan ?? null;
  const write = writeProfile({
    userId,
    given: given ?? null,
    when: sql`not exists (select from earlier)`,
    over: sql`true`,
  });
  const [, { rows }] = await reached(
    db.batch([
      db.execute(lockPerson(userId)),
      db.execute(sql`
      with earlier as (
        select r.request_hash, r.started, p.id, p.created_at
        from app.plan_requests r join app.plans p on p.id = r.plan_id
        where r.user_id = ${userId} and r.idempotency_key = ${idempotencyKey}
      ), ${write}, source as (
        select ${profileDocument} as profile, profile_hash || ':' || ${promptVersion}::text as generation_key from saved
        union all
        select ${profileDocument}, profile_hash || ':' || ${promptVersion}::text from app.profiles
        where user_id = ${userId} and ${given === undefined}::boolean
          and (${besidePlan}::uuid is null or ${besidePlan}::uuid = ${currentPlanId(userId)})
      ), equal as (
        select p.id, p.created_at from app.plans p join source s using (generation_key)
        where p.user_id = ${userId} and not exists (select from earlier)
          and (p.finished_at is null
            or (not ${regenerate}::boolean and p.state in ('ready', 'ready_partial') and p.declined_at is null
              and p.finished_at > now() - make_interval(hours => ${reuseHours}::int)))
        order by p.created_at desc limit 1
      ), refused as (
        select seconds from (${quotaRefusal(userId)}) refusal
        where not exists (select from earlier) and not exists (select from equal)
      ), started as (
        insert into app.plans (user_id, state, sequence, profile, generation_key, parent_id, trace_id)
        select ${userId}::uuid, 'queued', 0, s.profile, s.generation_key, ${currentPlanId(userId)}, ${traceId} from source s
        where not exists (select from earlier) and not exists (select from equal) and not exists (select from refused)
        on conflict do nothing
        returning id, created_at, profile
      ), steps as (
        insert into app.plan_steps (plan_id, step, state, attempt, due_at)
        select started.id, step::app.plan_step, 'waiting',
          case step when 'strategy' then 1 else 0 end, case step when 'strategy' then now() end
        from started, jsonb_array_elements_text(${JSON.stringify(planSteps)}::jsonb) as step
      ), event as (
        insert into app.plan_events (plan_id, sequence, event)
        select id, 0, jsonb_build_object('state', 'queued', 'asks_anew', ${regenerate}::boolean) from started
      ), remembered as (
        insert into app.plan_requests (user_id, idempotency_key, request_hash, plan_id, started)
        select ${userId}::uuid, ${idempotencyKey}, ${requestHash}, id, is_new
        from (select id, true as is_new from started union all select id, false from equal) found
        on conflict do nothing
      )
      select (select ${planStanding(userId)} from app.plans p where p.id = ${besidePlan}::uuid and p.user_id = ${userId})
          as standing,
        exists (select from source) as has_profile, ${foreignFiles} as foreign_files,
        (select seconds from refused) as refused_seconds, found.*
      from (select) one left join (
        select request_hash, id, ${rfc3339(sql`created_at`)} as created_at, started, null::jsonb as profile from earlier
        union all select null, id, ${rfc3339(sql`created_at`)}, false, null from equal
        union all select null, id, ${rfc3339(sql`created_at`)}, true, profile from started
      ) found on true`),
    ]),
  );
  const row = z.array(OutcomeRow).parse(rows)[0];
  if (row?.has_profile && row.refused_seconds !== null) {
    return { kind: "quota_exceeded", retryAfterSeconds: row.refused_seconds };
  }
  if (row?.id === null && besidePlan !== null && row.standing !== "current") {
    return { kind: row.standing === null ? "no_plan" : "not_current" };
  }
  if (row?.id === null && row.foreign_files.length > 0) {
    return { kind: "foreign_files", positions: row.foreign_files };
  }
  if (!row || row.id === null || row.created_at === null) return { kind: "no_profile" };
  if (row.request_hash !== null && row.request_hash !== requestHash) return { kind: "key_reused" };
  const plan = { id: row.id, createdAt: row.created_at };
  if (row.profile) return { kind: "started", ...plan, profile: row.profile };
  return { kind: "existing", ...plan, started: row.started ?? false };
}

import { ClientProfile } from "@alva/contracts/profile";
import type { Archived } from "@alva/planning/exports/archive";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { messageColumns, MessageRow } from "./chat.ts";
import { PlanRow, planColumns, presentPlanWithTasks } from "./plans.ts";
import { profileDocument } from "./profile.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

const ArchiveRow = z.object({
  profile: ClientProfile,
  versions: z.array(z.object({ version: z.int(), profile: z.unknown() })).nullable(),
  plans: z
    .array(PlanRow.extend({ step_rows: z.array(z.unknown()), event_rows: z.array(z.unknown()).nullable() }))
    .nullable(),
  messages: z.array(MessageRow).nullable(),
});

/** Everything a person has, at one moment; undefined without a profile, since nothing is made before it. */
export async function findEverything(db: AppDatabase, userId: string): Promise<Archived | undefined> {
  const [row] = await select(
    db,
    ArchiveRow,
    sql`
      select ${profileDocument} as profile,
        (select jsonb_agg(jsonb_build_object('version', v.version, 'profile', v.profile) order by v.version)
         from app.profile_versions v where v.user_id = ${userId}) as versions,
        (select jsonb_agg(to_jsonb(row) order by row.created_at, row.id) from (
          select ${planColumns(userId)},
            (select jsonb_agg(to_jsonb(s) - 'plan_id' order by s.step)
             from app.plan_steps s where s.plan_id = p.id) as step_rows,
            (select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'at', ${rfc3339(sql`e.at`)}, 'event', e.event)
               order by e.sequence)
             from app.plan_events e where e.plan_id = p.id) as event_rows
          from app.plans p where p.user_id = ${userId}) row) as plans,
        (select jsonb_agg(to_jsonb(row) order by row.position) from (
          select ${messageColumns} from app.chat_messages m where m.user_id = ${userId}) row) as messages
      from app.profiles where user_id = ${userId}`,
  );
  return (
    row && {
      profile: row.profile,
      versions: row.versions ?? [],
      plans: (row.plans ?? []).map(({ step_rows, event_rows, ...plan }) => ({
        ...presentPlanWithTasks(plan),
        steps: step_rows,
        events: event_rows ?? [],
      })),
      chat: (row.messages ?? []).map(({ message }) => message),
    }
  );
}

import { CalendarFeed, CalendarFeedName } from "@alva/contracts/calendar";
import { MeasuredValue } from "@alva/contracts/measure";
import { NotificationSettings } from "@alva/contracts/notifications";
import { ClientProfile } from "@alva/contracts/profile";
import { Upload } from "@alva/contracts/upload";
import type { Archived } from "@alva/planning/exports/archive";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { ownFeeds } from "./calendar-feeds.ts";
import { messageColumns, MessageRow } from "./chat.ts";
import { draftColumns, DraftRow, presentDraft } from "./draft-row.ts";
import { ExplainedPlanRow, explainedPlanColumns, presentExplainedPlan } from "./ledger.ts";
import { valueColumns } from "./measures.ts";
import { settingsColumns } from "./notice-settings.ts";
import { profileDocument } from "./profile.ts";
import { rfc3339 } from "./rows.ts";

/** Everything a person has, as `everything` selects it. */
export const ArchiveRow = z.object({
  profile: ClientProfile.nullable(),
  answers: z.array(z.looseObject({ answered_at: z.iso.datetime() })).nullable(),
  uploads: z.array(Upload).nullable(),
  versions: z.array(z.object({ version: z.int(), profile: z.unknown() })).nullable(),
  plans: z
    .array(
      ExplainedPlanRow.extend({
        step_rows: z.array(z.unknown()),
        event_rows: z.array(z.unknown()).nullable(),
      }),
    )
    .nullable(),
  history: z.array(z.unknown()).nullable(),
  drafts: z.array(DraftRow).nullable(),
  measures: z.array(MeasuredValue).nullable(),
  messages: z.array(MessageRow).nullable(),
  attempts: z.array(z.looseObject({ at: z.iso.datetime() })).nullable(),
  notifications: NotificationSettings.extend({ updated_at: z.string() }).nullable(),
  feeds: z.array(CalendarFeed.extend({ feed: CalendarFeedName, created_at: z.string() })).nullable(),
});

/** A statement that selects everything a person has, at one moment, but for the bytes of their files, as one `ArchiveRow`. */
export function everything(userId: SQL): SQL {
  return sql`
      select (select ${profileDocument} from app.profiles where user_id = ${userId}) as profile,
        (select jsonb_agg(jsonb_build_object('card', card, 'answer', answer, 'skipped', skipped,
           'answered_at', ${rfc3339(sql`answered_at`)}) order by answered_at, card)
         from app.card_answers where user_id = ${userId}) as answers,
        (select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'content_type', content_type, 'bytes', bytes,
           'created_at', ${rfc3339(sql`created_at`)}) order by created_at, id)
         from app.uploads where user_id = ${userId}) as uploads,
        (select jsonb_agg(jsonb_build_object('version', v.version, 'profile', v.profile) order by v.version)
         from app.profile_versions v where v.user_id = ${userId}) as versions,
        (select jsonb_agg(to_jsonb(row) order by row.created_at, row.id) from (
          select ${explainedPlanColumns(userId)},
            (select jsonb_agg(to_jsonb(s) - 'plan_id' order by s.step)
             from app.plan_steps s where s.plan_id = p.id) as step_rows,
            (select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'at', ${rfc3339(sql`e.at`)}, 'event', e.event)
               order by e.sequence)
             from app.plan_events e where e.plan_id = p.id) as event_rows
          from app.plans p where p.user_id = ${userId}) row) as plans,
        (select jsonb_agg(h.change || jsonb_build_object('task_id', h.task_id, 'at', ${rfc3339(sql`h.at`)}) order by h.id)
         from app.task_changes h where h.user_id = ${userId}) as history,
        (select jsonb_agg(to_jsonb(row) order by row.created_at, row.id) from (
          select ${draftColumns} from app.drafts d where d.user_id = ${userId}) row) as drafts,
        (select jsonb_agg(to_jsonb(row) order by row.position) from (
          select ${messageColumns} from app.chat_messages m where m.user_id = ${userId}) row) as messages,
        (select jsonb_agg(to_jsonb(m) - '{id,user_id}'::text[] || jsonb_build_object('at', ${rfc3339(sql`m.at`)}) order by m.id)
         from app.model_attempts m where m.user_id = ${userId}) as attempts,
        (select jsonb_agg(to_jsonb(row) order by row.updated_at, row.measured_on, row.measure) from (
          select ${valueColumns} from app.measured_values v
          where v.user_id = ${userId} and v.value is not null) row) as measures,
        (select to_jsonb(row) from (
          select ${settingsColumns}, ${rfc3339(sql`s.updated_at`)} as updated_at
          from app.notice_settings s where s.user_id = ${userId}) row) as notifications,
        (select jsonb_agg(to_jsonb(row) order by row.created_at, row.feed) from (${ownFeeds(userId)}) row) as feeds`;
}

/** Everything a person has, as it is archived, but for the bytes of their files. */
export function presentEverything(row: z.infer<typeof ArchiveRow>): Omit<Archived, "files"> {
  return {
    profile: row.profile,
    answers: row.answers ?? [],
    uploads: row.uploads ?? [],
    versions: row.versions ?? [],
    history: row.history ?? [],
    drafts: (row.drafts ?? []).map(presentDraft),
    measures: row.measures ?? [],
    notifications: row.notifications,
    feeds: row.feeds ?? [],
    chat: (row.messages ?? []).map(({ message }) => message),
    attempts: row.attempts ?? [],
    plans: (row.plans ?? []).map(({ step_rows, event_rows, ...plan }) => ({
      ...presentExplainedPlan(plan),
      steps: step_rows,
      events: event_rows ?? [],
    })),
  };
}

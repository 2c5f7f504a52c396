import type { NoticeKind } from "@alva/contracts/notice";
import { NotificationSettings } from "@alva/contracts/notifications";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, select } from "./rows.ts";

/** Columns of `NotificationSettings` for an `s` that is app.notice_settings, whose row may be missing. */
export const settingsColumns = sql`coalesce(s.plan_ready, true) as plan_ready,
  coalesce(s.daily_quick_win, false) as daily_quick_win, coalesce(s.weekly_pulse, false) as weekly_pulse,
  coalesce(s.resume_onboarding, true) as resume_onboarding`;

/** Which optional mails a person wants. */
export async function findNoticeSettings(db: AppDatabase, userId: string): Promise<NotificationSettings> {
  const [row] = await select(
    db,
    NotificationSettings,
    sql`select ${settingsColumns} from (select ${userId}::uuid as user_id) person
      left join app.notice_settings s using (user_id)`,
  );
  if (!row) throw new TypeError("a left join keeps its left row");
  return row;
}

/** Stores which optional mails a person wants. Whoever wants morning mails is looked at by the next sweep. */
export async function saveNoticeSettings(
  db: AppDatabase,
  { userId, ...settings }: NotificationSettings & { readonly userId: string },
): Promise<NotificationSettings> {
  const { plan_ready, daily_quick_win, weekly_pulse, resume_onboarding } = settings;
  const [row] = await select(
    db,
    NotificationSettings,
    sql`
      insert into app.notice_settings as s
        (user_id, plan_ready, daily_quick_win, weekly_pulse, resume_onboarding, next_look_at)
      values (${userId}, ${plan_ready}, ${daily_quick_win}, ${weekly_pulse}, ${resume_onboarding},
        case when ${daily_quick_win || weekly_pulse}::boolean then now() end)
      on conflict (user_id) do update
        set plan_ready = excluded.plan_ready, daily_quick_win = excluded.daily_quick_win,
            weekly_pulse = excluded.weekly_pulse, resume_onboarding = excluded.resume_onboarding,
            next_look_at = excluded.next_look_at, updated_at = now()
      returning ${settingsColumns}`,
  );
  if (!row) throw new TypeError("an upsert returns its row");
  return row;
}

const columnOf: Readonly<Record<NoticeKind, SQL>> = {
  plan_ready: sql`plan_ready`,
  daily_quick_win: sql`daily_quick_win`,
  weekly_pulse: sql`weekly_pulse`,
  resume_onboarding: sql`resume_onboarding`,
};

/**
 * Ends mails of one kind for a person. Nothing is written about somebody who was erased: only who has settings or was
 * written to can have such mails.
 */
export async function endNotices(
  db: AppDatabase,
  { userId, kind }: { readonly userId: string; readonly kind: NoticeKind },
): Promise<void> {
  const column = columnOf[kind];
  await select(
    db,
    z.unknown(),
    sql`
      insert into app.notice_settings (user_id, ${column})
      select ${userId}::uuid, false where exists (select from app.notice_settings where user_id = ${userId})
        or exists (select from app.notices where user_id = ${userId})
      on conflict (user_id) do update set ${column} = false, updated_at = now()`,
  );
}

/** Whether a person wants mails of a kind, for an `s` that is app.notice_settings, whose row may be missing. */
export function isWanted(kind: SQL): SQL {
  return sql`case ${kind} when 'plan_ready' then coalesce(s.plan_ready, true)
    when 'daily_quick_win' then coalesce(s.daily_quick_win, false)
    when 'weekly_pulse' then coalesce(s.weekly_pulse, false)
    else coalesce(s.resume_onboarding, true) end`;
}

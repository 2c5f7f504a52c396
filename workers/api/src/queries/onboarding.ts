import type { CardAnswer } from "@alva/contracts/onboarding-answers";
import { CardSaved } from "@alva/contracts/onboarding";
import type { CardId } from "@alva/contracts/onboarding-cards";
import { ClientProfile } from "@alva/contracts/profile";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { profileDocument } from "./profile.ts";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

interface SaveCardAnswer {
  readonly userId: string;
  readonly card: CardId;
  readonly answer: CardAnswer;
  readonly skipped: boolean;
  /** By the device's clock, RFC 3339. */
  readonly answeredAt: string | undefined;
}

/**
 * Stores an answer unless a later one is stored, and tells what is. Answers of the same moment are put in an order of
 * their own, so that the outcome is the same in whatever order and however often they arrive.
 */
export async function saveLatestCardAnswer(
  db: AppDatabase,
  { userId, card, answer, skipped, answeredAt }: SaveCardAnswer,
): Promise<CardSaved> {
  const text = JSON.stringify(answer);
  const device = sql`${answeredAt ?? null}::timestamptz`;
  const isNewer = sql`(excluded.answered_at, excluded.answer::text, excluded.skipped)
    > (a.answered_at, a.answer::text, a.skipped)`;
  const [saved] = await select(
    db,
    CardSaved,
    sql`
      insert into app.card_answers as a (user_id, card, answer, skipped, answered_at)
      values (${userId}, ${card}, ${text}::jsonb, ${skipped}, date_trunc('milliseconds', case
        when ${device} between now() - interval '7 days' and now() then ${device} else now() end))
      on conflict (user_id, card) do update set
        answer = case when ${isNewer} then excluded.answer else a.answer end,
        skipped = case when ${isNewer} then excluded.skipped else a.skipped end,
        answered_at = case when ${isNewer} then excluded.answered_at else a.answered_at end,
        profile_version = case when not ${isNewer} then a.profile_version end,
        updated_at = case when ${isNewer} then now() else a.updated_at end
      returning card, answer, skipped, ${rfc3339(sql`answered_at`)} as answered_at,
        answer = ${text}::jsonb and skipped = ${skipped} as won`,
  );
  if (!saved) throw new TypeError("an upsert returns its row");
  return saved;
}

const CardRow = CardSaved.omit({ won: true }).extend({ pending: z.boolean() });

const OnboardingRow = z.object({
  cards: z.array(CardRow),
  profile: ClientProfile.nullable(),
  upload_ids: z.array(z.string()),
});

/** What is stored of a person's onboarding: answers, the profile, and the ids of the files that may stand in it. */
export type StoredOnboarding = z.infer<typeof OnboardingRow>;

/** Everything of a person's onboarding, at one moment. */
export async function findOnboarding(db: AppDatabase, userId: string): Promise<StoredOnboarding> {
  const [row] = await select(
    db,
    OnboardingRow,
    sql`
      select
        (select coalesce(jsonb_agg(jsonb_build_object('card', card, 'answer', answer, 'skipped', skipped,
           'answered_at', ${rfc3339(sql`answered_at`)}, 'pending', profile_version is null)), '[]')
         from app.card_answers where user_id = ${userId}) as cards,
        (select ${profileDocument} from app.profiles where user_id = ${userId}) as profile,
        (select coalesce(jsonb_agg(id), '[]') from app.uploads where user_id = ${userId}) as upload_ids`,
  );
  if (!row) throw new TypeError("a select without a table returns its row");
  return row;
}

interface FinalizeProfile {
  readonly userId: string;
  readonly profile: ClientProfile;
  readonly profileHash: string;
  /** The version that `profile` was made from; 0 when there was none. */
  readonly baseVersion: number;
  /** The answers that it took in. */
  readonly cards: StoredOnboarding["cards"];
}

/**
 * Makes the profile a new version, or leaves it alone when it is equal, and marks the answers it took in as no longer
 * pending, except those that were changed meanwhile. Undefined when the profile is no longer the one it was made from.
 */
export async function saveFinalizedProfile(
  db: AppDatabase,
  { userId, profile, profileHash, baseVersion, cards }: FinalizeProfile,
): Promise<ClientProfile | undefined> {
  const isNew = sql`profiles.profile_hash <> excluded.profile_hash`;
  const [saved] = await select(
    db,
    z.object({ profile: ClientProfile }),
    sql`
      with saved as (
        insert into app.profiles (user_id, version, profile, profile_hash)
        values (${userId}, 1, ${JSON.stringify(profile)}::jsonb, ${profileHash})
        on conflict (user_id) do update set
          version = profiles.version + case when ${isNew} then 1 else 0 end,
          profile = case when ${isNew} then excluded.profile else profiles.profile end,
          profile_hash = excluded.profile_hash,
          updated_at = case when ${isNew} then now() else profiles.updated_at end
        where profiles.version = ${baseVersion}::int
        returning user_id, version, profile, updated_at
      ), kept as (
        insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from saved
        on conflict do nothing
      ), taken as (
        update app.card_answers a set profile_version = saved.version
        from saved, jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as sent (card text, answer jsonb, skipped boolean)
        where a.user_id = saved.user_id and a.card = sent.card and a.answer = sent.answer and a.skipped = sent.skipped
      )
      select ${profileDocument} as profile from saved`,
  );
  return saved?.profile;
}

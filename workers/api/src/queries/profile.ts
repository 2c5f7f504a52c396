import { onboarding } from "@alva/contracts/onboarding-cards";
import { ClientProfile } from "@alva/contracts/profile";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

const ProfileRow = z.object({ profile: ClientProfile });

/** The profile as a document: the stored answers and what the server knows about them. */
export const profileDocument = sql`profile || jsonb_build_object(
  'client_id', user_id, 'profile_version', version, 'updated_at', ${rfc3339(sql`updated_at`)})`;

/** A person's newest profile, or undefined. */
export async function findProfile(db: AppDatabase, userId: string): Promise<ClientProfile | undefined> {
  const rows = await select(
    db,
    ProfileRow,
    sql`select ${profileDocument} as profile from app.profiles where user_id = ${userId}`,
  );
  return rows[0]?.profile;
}

interface SaveProfile {
  readonly userId: string;
  readonly profile: ClientProfile;
  readonly profileHash: string;
  /** The version that must still be the newest; undefined to replace any. */
  readonly expectedVersion: number | undefined;
}

/** What became of a write: saved, or refused since the profile is of another version or names files that are not the person's. */
export type ProfileOutcome =
  | { readonly kind: "saved"; readonly profile: ClientProfile }
  | { readonly kind: "other_version" }
  | { readonly kind: "foreign_files"; readonly positions: readonly number[] };

const SavedRow = z.object({ profile: ClientProfile.nullable(), foreign_files: z.array(z.int()) });

/** Where each card's fields lie, for SQL. */
const cardFields = JSON.stringify(
  onboarding.cards.flatMap(({ id, paths }) => paths.map((path) => ({ card: id, path: path.split(".") }))),
);

/**
 * Stores the newest profile and keeps it in the history, raising the version by exactly one per accepted write. Answers to
 * cards of which it changes a field are no longer pending: the later word counts.
 */
export async function saveProfile(db: AppDatabase, args: SaveProfile): Promise<ProfileOutcome> {
  const { userId, profile, profileHash, expectedVersion = null } = args;
  const files = JSON.stringify(profile.brand_identity.asset_file_ids);
  const [row] = await select(
    db,
    SavedRow,
    sql`
      with before as (
        select version, profile from app.profiles where user_id = ${userId}
      ), foreign_file as (
        select position::int - 1 as position
        from jsonb_array_elements_text(${files}::jsonb) with ordinality as file (id, position)
        where not exists (select from app.uploads u where u.user_id = ${userId} and u.id::text = file.id)
      ), saved as (
        insert into app.profiles (user_id, version, profile, profile_hash)
        select ${userId}::uuid, 1, ${JSON.stringify(profile)}::jsonb, ${profileHash}
        where not exists (select from foreign_file)
          and (${expectedVersion}::int is null or exists (select from before))
        on conflict (user_id) do update
          set version = profiles.version + 1, profile = excluded.profile,
              profile_hash = excluded.profile_hash, updated_at = now()
          where ${expectedVersion}::int is null or profiles.version = ${expectedVersion}::int
        returning user_id, version, profile, updated_at
      ), kept as (
        insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from saved
      ), overtaken as (
        update app.card_answers a set profile_version = saved.version
        from saved left join before on true, jsonb_to_recordset(${cardFields}::jsonb) as field (card text, path text[])
        where a.user_id = saved.user_id and a.card = field.card
          and before.profile #> field.path is distinct from saved.profile #> field.path
      )
      select (select ${profileDocument} from saved) as profile,
        (select coalesce(jsonb_agg(position order by position), '[]') from foreign_file) as foreign_files`,
  );
  if (!row) throw new TypeError("a select without a table returns its row");
  if (row.profile) return { kind: "saved", profile: row.profile };
  return row.foreign_files.length > 0
    ? { kind: "foreign_files", positions: row.foreign_files }
    : { kind: "other_version" };
}

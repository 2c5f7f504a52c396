import { onboarding } from "@alva/contracts/onboarding-cards";
import { ClientProfile } from "@alva/contracts/profile";
import { type SQL, sql } from "drizzle-orm";
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
 * A common table expression that makes answers to cards of which `saved` changes a field of `before` no longer pending: the
 * later word counts.
 */
export const overtakeAnswers = sql`
  overtaken as (
    update app.card_answers a set profile_version = saved.version
    from saved left join before on true, jsonb_to_recordset(${cardFields}::jsonb) as field (card text, path text[])
    where a.user_id = saved.user_id and a.card = field.card
      and before.profile #> field.path is distinct from saved.profile #> field.path
  )`;

interface WriteProfile {
  readonly userId: string;
  /** Null to write none. */
  readonly given: { readonly profile: ClientProfile; readonly profileHash: string } | null;
  /** A condition that must hold; it may read `before`, the profile that is replaced. */
  readonly when: SQL;
  /** A condition on `profiles`, the profile that is replaced, if there is one. */
  readonly over: SQL;
}

/**
 * Common table expressions that store the newest profile, `saved`, and keep it in the history, raising the version by exactly one.
 * It overtakes answers. Nothing is stored when it names files that are not the person's; `foreign_file` has their positions.
 */
export function writeProfile({ userId, given, when, over }: WriteProfile): SQL {
  const profile = given && JSON.stringify(given.profile);
  const files = JSON.stringify(given?.profile.brand_identity.asset_file_ids ?? []);
  return sql`
    before as (
      select version, profile from app.profiles where user_id = ${userId}
    ), foreign_file as (
      select position::int - 1 as position
      from jsonb_array_elements_text(${files}::jsonb) with ordinality as file (id, position)
      where not exists (select from app.uploads u where u.user_id = ${userId} and u.id::text = file.id)
    ), saved as (
      insert into app.profiles (user_id, version, profile, profile_hash)
      select ${userId}::uuid, 1, ${profile}::jsonb, ${given?.profileHash ?? null}::text
      where ${profile}::jsonb is not null and not exists (select from foreign_file) and ${when}
      on conflict (user_id) do update
        set version = profiles.version + 1, profile = excluded.profile,
            profile_hash = excluded.profile_hash, updated_at = now()
        where ${over}
      returning user_id, version, profile, profile_hash, updated_at
    ), kept as (
      insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from saved
    ), ${overtakeAnswers}`;
}

/** Positions of the files that are not the person's, next to `writeProfile`. */
export const foreignFiles = sql`(select coalesce(jsonb_agg(position order by position), '[]') from foreign_file)`;

/** Stores the newest profile if it still is of the expected version. */
export async function saveProfile(
  db: AppDatabase,
  { userId, profile, profileHash, expectedVersion }: SaveProfile,
): Promise<ProfileOutcome> {
  const version = expectedVersion ?? null;
  const write = writeProfile({
    userId,
    given: { profile, profileHash },
    when: sql`(${version}::int is null or exists (select from before))`,
    over: sql`${version}::int is null or profiles.version = ${version}::int`,
  });
  const [row] = await select(
    db,
    SavedRow,
    sql`with ${write} select (select ${profileDocument} from saved) as profile, ${foreignFiles} as foreign_files`,
  );
  if (!row) throw new TypeError("a select without a table returns its row");
  if (row.profile) return { kind: "saved", profile: row.profile };
  return row.foreign_files.length > 0
    ? { kind: "foreign_files", positions: row.foreign_files }
    : { kind: "other_version" };
}

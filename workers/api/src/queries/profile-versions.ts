import { ClientProfile } from "@alva/contracts/profile";
import { ProfileSection, ProfileVersion } from "@alva/contracts/profile-version";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, rfc3339, select } from "./rows.ts";

interface ListProfileVersions {
  readonly userId: string;
  readonly limit: number;
  /** The last version of the page before. */
  readonly after: number | undefined;
}

/** The versions of a person's profile, newest first, each with the sections in which it differs from the one before. */
export async function listProfileVersions(
  db: AppDatabase,
  { userId, limit, after }: ListProfileVersions,
): Promise<ProfileVersion[]> {
  return select(
    db,
    ProfileVersion,
    sql`
      select version, ${rfc3339(sql`created_at`)} as at, (
        select coalesce(jsonb_agg(section order by place), '[]')
        from jsonb_array_elements_text(${JSON.stringify(ProfileSection.options)}::jsonb)
          with ordinality as one (section, place)
        where before is not null and before -> section is distinct from profile -> section) as changed
      from (
        select version, created_at, profile, lag(profile) over (order by version) as before
        from app.profile_versions where user_id = ${userId}
      ) kept
      where ${after === undefined}::boolean or version < ${after ?? null}::int
      order by version desc limit ${limit}::int`,
  );
}

interface OwnVersion {
  readonly userId: string;
  readonly version: number;
}

/** A person's profile as it was in one version, or undefined when that is not kept. */
export async function findProfileVersion(
  db: AppDatabase,
  { userId, version }: OwnVersion,
): Promise<ClientProfile | undefined> {
  const rows = await select(
    db,
    z.object({ profile: ClientProfile }),
    sql`
      select profile || jsonb_build_object(
        'client_id', user_id, 'profile_version', version, 'updated_at', ${rfc3339(sql`created_at`)}) as profile
      from app.profile_versions where user_id = ${userId} and version = ${version}::int`,
  );
  return rows[0]?.profile;
}

/** At most so many a minute, so that a backlog holds nobody up. */
const deletedAtOnce = 1000;

/** Deletes versions older than 12 months, but for those that are the newest or that a plan rests on (client profile, 1.10). */
export async function deleteOldProfileVersions(db: AppDatabase): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      delete from app.profile_versions where (user_id, version) in (
        select v.user_id, v.version from app.profile_versions v
        where v.created_at < now() - interval '12 months'
          and not exists (select from app.profiles p where p.user_id = v.user_id and p.version = v.version)
          and not exists (select from app.plans p
            where p.user_id = v.user_id and (p.profile ->> 'profile_version')::int = v.version)
        order by v.created_at limit ${deletedAtOnce}::int)`,
  );
}

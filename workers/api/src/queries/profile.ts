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
}

/** Stores the newest profile and keeps it in the history, raising the version by exactly one per accepted write. */
export async function saveProfile(db: AppDatabase, args: SaveProfile): Promise<ClientProfile> {
  const { userId, profile, profileHash } = args;
  const [saved] = await select(
    db,
    ProfileRow,
    sql`
      with saved as (
        insert into app.profiles (user_id, version, profile, profile_hash)
        values (${userId}, 1, ${JSON.stringify(profile)}::jsonb, ${profileHash})
        on conflict (user_id) do update
          set version = profiles.version + 1, profile = excluded.profile,
              profile_hash = excluded.profile_hash, updated_at = now()
        returning user_id, version, profile, updated_at
      ), kept as (
        insert into app.profile_versions (user_id, version, profile) select user_id, version, profile from saved
      )
      select ${profileDocument} as profile from saved`,
  );
  if (!saved) throw new TypeError("an upsert returns its row");
  return saved.profile;
}

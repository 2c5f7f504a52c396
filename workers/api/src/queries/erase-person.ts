import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, select } from "./rows.ts";

/** Erases everything of a person, in one statement. Repeating it is harmless, and erases what was written since. */
export async function erasePerson(db: AppDatabase, userId: string): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with profiles as (delete from app.profiles where user_id = ${userId}),
      versions as (delete from app.profile_versions where user_id = ${userId}),
      feed as (delete from app.calendar_feeds where user_id = ${userId})
      delete from app.plans where user_id = ${userId}`,
  );
}

import { sql } from "drizzle-orm";
import * as z from "zod";
import { type AppDatabase, select } from "./rows.ts";

/**
 * Deletes what nobody asks for any more: the history of tasks after 12 months, answers to operations after 30 days, links to
 * exports that have ended.
 */
export async function forgetPast(db: AppDatabase): Promise<void> {
  await select(
    db,
    z.unknown(),
    sql`
      with history as (
        delete from app.task_changes where at < now() - interval '12 months'
      ), links as (
        delete from app.export_links where ends_at <= now()
      )
      delete from app.task_operations where created_at < now() - interval '30 days'`,
  );
}

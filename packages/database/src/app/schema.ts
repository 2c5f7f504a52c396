import { pgSchema, timestamp } from "drizzle-orm/pg-core";

/** The api worker's schema; no other role can read it. */
export const app = pgSchema("app");

/** A point in time, read as text. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

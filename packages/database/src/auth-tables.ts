import { pgSchema } from "drizzle-orm/pg-core";

/** The auth worker's schema; no other role can read it. */
export const auth = pgSchema("auth");

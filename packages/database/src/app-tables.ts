import { pgSchema } from "drizzle-orm/pg-core";

/** The api worker's schema; no other role can read it. */
export const app = pgSchema("app");

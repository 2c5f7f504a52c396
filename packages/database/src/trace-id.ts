import { sql } from "drizzle-orm";
import { text } from "drizzle-orm/pg-core";

/**
 * The trace that all work for a row belongs to: 32 hexadecimal digits (W3C Trace Context, section 3.2.2.3). It has a default,
 * because a worker of the version before writes none.
 */
export const traceId = () =>
  text("trace_id")
    .notNull()
    .default(sql`replace(gen_random_uuid()::text, '-', '')`);

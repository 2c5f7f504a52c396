import { date, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/**
 * What owners read off a measure on a day, one value each. It belongs to the measure's name, so it is there for every plan that
 * has the measure; one taken back has no value and stays, so that an older change that comes late stays without effect.
 */
export const measuredValues = app.table(
  "measured_values",
  {
    userId: uuid("user_id").notNull(),
    measure: text("measure").notNull(),
    /** The day in the plan's time zone. */
    measuredOn: date("measured_on", { mode: "string" }).notNull(),
    value: text("value"),
    /** When the person said so; the latest word counts. */
    saidAt: at("said_at").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.measure, table.measuredOn] })],
);

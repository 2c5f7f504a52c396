import { index, text, uuid } from "drizzle-orm/pg-core";
import { plans } from "./plans.ts";
import { app, at } from "./schema.ts";

/**
 * Links to exports: whoever has an address reads the file until it ends. The address holds the secret, which is stored as a
 * hash alone; the file is written when it is read, and stored nowhere.
 */
export const exportLinks = app.table(
  "export_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id").notNull(),
    secretHash: text("secret_hash").notNull().unique(),
    /** Null for everything that the person has, and so is the format. */
    planId: uuid("plan_id").references(() => plans.id, { onDelete: "cascade" }),
    format: text("format", { enum: ["md", "pdf", "csv", "ics"] }),
    createdAt: at("created_at").notNull().defaultNow(),
    endsAt: at("ends_at").notNull(),
  },
  (table) => [
    index("export_links_of_user").on(table.userId, table.createdAt),
    // For the cascade of a plan's deletion.
    index("export_links_of_plan").on(table.planId),
  ],
);

import { boolean, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, at } from "./schema.ts";

/** Each person's newest profile. The person's id comes from the access token; the account itself lives with auth. */
export const profiles = app.table("profiles", {
  userId: uuid("user_id").primaryKey(),
  version: integer("version").notNull(),
  profile: jsonb("profile").notNull(),
  profileHash: text("profile_hash").notNull(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** Every version a profile ever had, so that a plan can show what it was based on. */
export const profileVersions = app.table(
  "profile_versions",
  {
    userId: uuid("user_id").notNull(),
    version: integer("version").notNull(),
    profile: jsonb("profile").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.version] }),
    index("profile_versions_by_age").on(table.createdAt),
  ],
);

/** Each person's answers to the onboarding cards, the newest per card by the time the person gave it. */
export const cardAnswers = app.table(
  "card_answers",
  {
    userId: uuid("user_id").notNull(),
    /** Id of the card in the card list. */
    card: text("card").notNull(),
    answer: jsonb("answer").notNull(),
    skipped: boolean("skipped").notNull().default(false),
    /** When the person answered, by the device's clock within bounds; the newest answer wins. */
    answeredAt: at("answered_at").notNull(),
    /** The profile's version that took this answer in or said something newer; null while it waits to be finalized. */
    profileVersion: integer("profile_version"),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.card] }),
    index("card_answers_touched").on(table.updatedAt),
  ],
);

/** Brand files that a person uploaded; their bytes lie in the bucket under `user_id/id`. */
export const uploads = app.table(
  "uploads",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id").notNull(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [index("uploads_of_user").on(table.userId, table.createdAt)],
);

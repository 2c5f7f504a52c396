import { sql } from "drizzle-orm";
import { index, integer, pgSchema, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The auth worker's schema; no other role can read it. Every time in it is the database's own `now()`. */
export const auth = pgSchema("auth");

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });

/** An account begins when a link sent to its address is first spent, never before the address is proven. */
export const users = auth.table("users", {
  id: uuid("id").primaryKey().defaultRandom(),
  /** In the form `EmailAddress` of contracts gives: ASCII, lower case. */
  email: text("email").notNull().unique(),
  createdAt: at("created_at").notNull().defaultNow(),
  disabledAt: at("disabled_at"),
});

/**
 * A sign-in link. Its secret is derived from `id` by HMAC with the key that `key_id` names and kept only as a SHA-256
 * hash, so neither this row nor the mail that waits for dispatch holds a usable link.
 */
export const magicLinks = auth.table(
  "magic_links",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    /** The account as it was when the link was asked for; null when there was none. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    keyId: text("key_id").notNull(),
    secretHash: text("secret_hash").notNull().unique(),
    /** Hash of the cookie of the browser that asked. */
    browserHash: text("browser_hash").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    /** When it was used, or when a sibling was. */
    spentAt: at("spent_at"),
  },
  (table) => [
    index("magic_links_outstanding")
      .on(table.email, table.createdAt)
      .where(sql`${table.spentAt} is null`),
    index("magic_links_user").on(table.userId),
    index("magic_links_expiry").on(table.expiresAt),
  ],
);

/** What a mail says; the texts live with the worker. */
export const mailKind = auth.enum("mail_kind", ["sign_in", "welcome", "account_exists"]);

/** Mails that must leave: written with the link they carry, dispatched after the answer, swept by the cron trigger. */
export const mailOutbox = auth.table(
  "mail_outbox",
  {
    /** Also the idempotency key that the provider sees. */
    id: uuid("id").primaryKey(),
    linkId: uuid("link_id")
      .notNull()
      .references(() => magicLinks.id, { onDelete: "cascade" }),
    kind: mailKind("kind").notNull(),
    recipient: text("recipient").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Nobody else may try before: a lease while a dispatch runs, a backoff after it failed. */
    nextAttemptAt: at("next_attempt_at").notNull(),
    sentAt: at("sent_at"),
    /** When it was given up for good. */
    deadAt: at("dead_at"),
  },
  (table) => [
    index("mail_outbox_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.sentAt} is null and ${table.deadAt} is null`),
    index("mail_outbox_link").on(table.linkId),
  ],
);

/** Why a session ended before its time. */
export const revocation = auth.enum("revocation", ["logout", "reuse"]);

/**
 * A session: one family of refresh tokens. All that a rotation decides on stands in this row, because only the row that
 * a statement locks is read afresh when two meet.
 */
export const sessions = auth.table(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Number of the newest token. */
    generation: integer("generation").notNull().default(0),
    /** The HMAC key that the newest token was derived with; null while that is the first, which is random. */
    keyId: text("key_id"),
    createdAt: at("created_at").notNull().defaultNow(),
    /** When the newest token was issued: the last use. */
    rotatedAt: at("rotated_at").notNull().defaultNow(),
    revokedAt: at("revoked_at"),
    revokedFor: revocation("revoked_for"),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_created").on(table.createdAt)],
);

/** Every refresh token a session ever had, as a SHA-256 hash, so that reuse of an old one is recognised. */
export const refreshTokens = auth.table(
  "refresh_tokens",
  {
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    generation: integer("generation").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.generation] })],
);

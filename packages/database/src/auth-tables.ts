import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { traceId } from "./trace-id.ts";

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
  /** When the account will be erased, once its owner asked for that; null again when they restore it. */
  erasesAt: at("erases_at"),
});

/** Why a session ended before its time. */
export const revocation = auth.enum("revocation", [
  "logout",
  "reuse",
  /** Signed out from another of the person's sessions. */
  "ended",
  /** More than 20 at once: the longest unused went. */
  "evicted",
  "account_deleted",
]);

/**
 * What a session was opened with, as far as the request told: kept so that people recognise their devices. Null where
 * it could not be told.
 */
const openedWith = {
  device: text("device"),
  browser: text("browser"),
  place: text("place"),
};

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
    ...openedWith,
    createdAt: at("created_at").notNull().defaultNow(),
    /** When the newest token was issued: the last use. */
    rotatedAt: at("rotated_at").notNull().defaultNow(),
    revokedAt: at("revoked_at"),
    revokedFor: revocation("revoked_for"),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_created").on(table.createdAt)],
);

/**
 * A link that signs in, or that confirms a new address. Its secret is derived from `id` by HMAC with the key that `key_id` names and kept only as a SHA-256
 * hash, so neither this row nor the mail that waits for dispatch holds a usable link.
 */
export const magicLinks = auth.table(
  "magic_links",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    /**
     * The account as it was when the link was asked for; null when there was none. Not a foreign key: its check would
     * make a link for a known address measurably slower to write than one for an unknown address.
     */
    userId: uuid("user_id"),
    /** The session that asked to move its account to `email`; null for a sign-in link. The link dies with it. */
    sessionId: uuid("session_id").references(() => sessions.id, { onDelete: "cascade" }),
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
    index("magic_links_session").on(table.sessionId),
    index("magic_links_expiry").on(table.expiresAt),
  ],
);

/** What a mail says; the texts live with the worker. */
export const mailKind = auth.enum("mail_kind", [
  "sign_in",
  "welcome",
  "account_exists",
  "change_email",
  "address_taken",
  "email_changed",
  "new_device",
  "deletion_scheduled",
  "account_erased",
  "plan_ready",
  "daily_quick_win",
  "weekly_pulse",
  "resume_onboarding",
]);

/** Mails that must leave: written with what they tell of, dispatched after the answer, swept by the cron trigger. */
export const mailOutbox = auth.table(
  "mail_outbox",
  {
    /** Also the idempotency key that the provider sees. */
    id: uuid("id").primaryKey(),
    /** The link that the mail carries; null for a notice. */
    linkId: uuid("link_id").references(() => magicLinks.id, { onDelete: "cascade" }),
    kind: mailKind("kind").notNull(),
    recipient: text("recipient").notNull(),
    /**
     * What a notice tells besides its kind, a date say. Never a secret, but for the token that ends optional mails of
     * its kind, which opens nothing.
     */
    facts: jsonb("facts").notNull().default({}),
    createdAt: at("created_at").notNull().defaultNow(),
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

/** What the audit log tells apart. */
export const auditKind = auth.enum("audit_kind", [
  "link_requested",
  "link_throttled",
  "account_created",
  "signed_in",
  "new_device",
  "session_evicted",
  "signed_out",
  "signed_out_everywhere",
  "session_ended",
  "reuse_detected",
  "email_change_requested",
  "email_changed",
  "deletion_requested",
  "account_restored",
  "account_erased",
]);

/**
 * What happened to an account or to an address, for its owner and for us. Written by the statement that did it. No secret
 * stands in it, and of an address only a keyed hash. It belongs to no row: what tells of an erasure outlives the account.
 */
export const auditEvents = auth.table(
  "audit_events",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: auditKind("kind").notNull(),
    userId: uuid("user_id"),
    sessionId: uuid("session_id"),
    /** HMAC of the address that was typed, where no account is sure to stand behind it. */
    addressHash: text("address_hash"),
    ...openedWith,
    at: at("at").notNull().defaultNow(),
  },
  (table) => [
    index("audit_events_of_user").on(table.userId, table.at),
    index("audit_events_at").on(table.at),
  ],
);

/**
 * Erased accounts of which the api worker has still to be told, so that it erases its part. It is told several times:
 * erasing twice is harmless, and what an access token wrote in its last minutes goes with the next one.
 */
export const erasures = auth.table(
  "erasures",
  {
    userId: uuid("user_id").primaryKey(),
    erasedAt: at("erased_at").notNull().defaultNow(),
    timesTold: integer("times_told").notNull().default(0),
    /** Nobody else may tell before: a lease while a dispatch runs, then the wait for the next time. */
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
  },
  (table) => [index("erasures_due").on(table.nextAttemptAt)],
);

/**
 * Decisions that an account is to be erased or kept after all, of which the api worker has still to be told: the latest of
 * each account alone. What was told goes.
 */
export const closings = auth.table(
  "closings",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    closing: boolean("closing").notNull(),
    decidedAt: at("decided_at").notNull(),
    /** Of the request that decided. */
    traceId: traceId(),
    /** Nobody else may tell before: a lease while a dispatch runs. */
    nextAttemptAt: at("next_attempt_at").notNull().defaultNow(),
  },
  (table) => [index("closings_due").on(table.nextAttemptAt)],
);

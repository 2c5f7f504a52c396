import { relations } from "drizzle-orm";
import { boolean, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

/** Where better-auth's tables are, beside ours in the same database. */
export const betterAuthSchema = "better_auth";

const tables = pgSchema(betterAuthSchema);
const at = (name: string) => timestamp(name, { withTimezone: true });
const times = { createdAt: at("createdAt").notNull(), updatedAt: at("updatedAt").notNull() };

// The tables that better-auth's own migration makes, described for its Drizzle adapter.

export const user = tables.table("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("emailVerified").notNull(),
  image: text("image"),
  ...times,
});

export const session = tables.table("session", {
  id: text("id").primaryKey(),
  expiresAt: at("expiresAt").notNull(),
  token: text("token").notNull().unique(),
  ipAddress: text("ipAddress"),
  userAgent: text("userAgent"),
  userId: text("userId").notNull(),
  ...times,
});

export const account = tables.table("account", {
  id: text("id").primaryKey(),
  accountId: text("accountId").notNull(),
  providerId: text("providerId").notNull(),
  userId: text("userId").notNull(),
  accessToken: text("accessToken"),
  refreshToken: text("refreshToken"),
  idToken: text("idToken"),
  accessTokenExpiresAt: at("accessTokenExpiresAt"),
  refreshTokenExpiresAt: at("refreshTokenExpiresAt"),
  scope: text("scope"),
  password: text("password"),
  ...times,
});

export const verification = tables.table("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: at("expiresAt").notNull(),
  ...times,
});

/** Lets one query read a session with its user. */
export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));

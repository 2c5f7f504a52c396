import * as z from "zod";

/**
 * An e-mail address as we accept it: trimmed, lower case, ASCII, at most 64 characters before the `@` and 254 in all
 * (RFC 5321 section 4.5.3.1). Non-ASCII look-alikes are refused before lower-casing, which would fold some into ASCII.
 */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[\x20-\x7e]*$/, "Use an address with plain letters, digits and signs only.")
  .toLowerCase()
  .pipe(z.email("This does not look like an e-mail address. One looks like name@example.com."))
  .refine((address) => address.indexOf("@") <= 64, "The part before the @ is longer than 64 characters.")
  .meta({ id: "EmailAddress" });
export type EmailAddress = z.infer<typeof EmailAddress>;

/** Asks for a sign-in link. The answer is the same whether the address is known or not. */
export const LinkRequest = z.strictObject({ email: EmailAddress }).meta({ id: "LinkRequest" });
export type LinkRequest = z.infer<typeof LinkRequest>;

/** The answer to every request for a link. `expires_in` and `resend_after` are seconds. */
export const LinkSent = z
  .object({ status: z.literal("sent"), expires_in: z.int(), resend_after: z.int() })
  .meta({ id: "LinkSent" });
export type LinkSent = z.infer<typeof LinkSent>;

/** The secret that the link carried in its fragment, as `token` or `change`: 32 bytes as base64url. */
export const LinkSecret = z.strictObject({ token: z.string().max(128) }).meta({ id: "LinkSecret" });
export type LinkSecret = z.infer<typeof LinkSecret>;

/** Cookie routes take no facts, but must be sent as JSON so that no plain form can reach them. */
export const NoFields = z.strictObject({}).meta({ id: "NoFields" });

/** Whose session it is. `erases_at` is set while the account waits to be erased: until then it can be restored. */
const SessionAccount = z.object({
  id: z.uuid(),
  email: z.string(),
  erases_at: z.iso.datetime().nullable().describe("When the account will be erased; null: it will not"),
});

/** The person an access token speaks for. */
export const Account = SessionAccount.extend({ created_at: z.iso.datetime() }).meta({ id: "Account" });
export type Account = z.infer<typeof Account>;

/** A fresh access token. The refresh token is never in a body: it travels in the `__Host-rt` cookie alone. */
export const AccessGrant = z
  .object({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().describe("Seconds"),
    account: SessionAccount,
  })
  .meta({ id: "AccessGrant" });
export type AccessGrant = z.infer<typeof AccessGrant>;

/** A sign-in: the grant, and whether the link was opened in the browser that asked for it. */
export const SignIn = AccessGrant.extend({ same_browser: z.boolean() }).meta({ id: "SignIn" });
export type SignIn = z.infer<typeof SignIn>;

/** What a session was opened with, as far as the request told; null where it did not. */
const OpenedWith = z.object({
  device: z
    .string()
    .nullable()
    .describe("The device or its system and kind, such as `iPhone` or `Windows desktop`"),
  browser: z.string().nullable(),
  place: z.string().nullable().describe("Roughly where, such as `Berlin, DE`"),
});

/** One of a person's living sessions. */
export const Session = OpenedWith.extend({
  id: z.uuid(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime(),
  current: z.boolean().describe("Whether it is the one that asks"),
}).meta({ id: "Session" });
export type Session = z.infer<typeof Session>;

/** How many sessions a person may have at once; another sign-in ends the one that was unused longest. */
export const maxSessions = 20;

/** A person's living sessions, the last used first. */
export const SessionList = z.object({ items: z.array(Session).max(maxSessions) }).meta({ id: "SessionList" });
export type SessionList = z.infer<typeof SessionList>;

/** Which session; an id of another person's is not found. */
export const SessionId = z.object({ id: z.uuid() });

/** Signs out everywhere, or everywhere else. */
export const LogoutAll = z
  .strictObject({ keep_this: z.boolean().default(false).describe("Leave the session that asks alive") })
  .meta({ id: "LogoutAll" });

/** The account's address was changed to the one that the link went to. */
export const EmailChanged = z.object({ email: z.string() }).meta({ id: "EmailChanged" });
export type EmailChanged = z.infer<typeof EmailChanged>;

/** Asks for the account to be erased. The address is typed again, so that nobody does it by accident. */
export const DeleteAccount = z
  .strictObject({ email: EmailAddress.describe("The account's own address") })
  .meta({ id: "DeleteAccount" });

/** The account is signed out everywhere and will be erased at that time; any sign-in link until then can restore it. */
export const DeletionScheduled = z.object({ erases_at: z.iso.datetime() }).meta({ id: "DeletionScheduled" });
export type DeletionScheduled = z.infer<typeof DeletionScheduled>;

/** What the audit log tells apart. Codes are stable; the words for people belong to the web app. */
export const AuditKind = z
  .enum([
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
  ])
  .meta({ id: "AuditKind" });
export type AuditKind = z.infer<typeof AuditKind>;

/** Something that happened to an account. `session_id` names the session it happened in or to, where there was one. */
export const AuditEvent = OpenedWith.extend({
  id: z.uuid(),
  kind: AuditKind,
  at: z.iso.datetime(),
  session_id: z.uuid().nullable(),
}).meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** A public signing key in JWK form (RFC 7517), P-256 only. */
export const PublicKey = z
  .object({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: z.string(),
    y: z.string(),
    kid: z.string(),
    alg: z.literal("ES256"),
    use: z.literal("sig"),
  })
  .meta({ id: "PublicKey" });
export type PublicKey = z.infer<typeof PublicKey>;

/** The auth worker's public keys, newest first (RFC 7517 section 5). */
export const PublicKeySet = z.object({ keys: z.array(PublicKey) }).meta({ id: "PublicKeySet" });
export type PublicKeySet = z.infer<typeof PublicKeySet>;

/** Claims of an access token (RFC 9068 section 2.2). Times are Unix seconds. */
export const AccessTokenClaims = z.object({
  iss: z.url(),
  aud: z.string(),
  sub: z.uuid(),
  sid: z.uuid(),
  client_id: z.string(),
  email: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.uuid(),
});
export type AccessTokenClaims = z.infer<typeof AccessTokenClaims>;

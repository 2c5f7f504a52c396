import type { ProblemCode } from "@alva/contracts/problem";
import { base64url, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";

/** A worker's issuer as its tests know it. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The private key whose public half the worker trusts. */
  readonly key: JWK & { readonly kid: string };
}

interface Refusal {
  readonly title: string;
  readonly code: ProblemCode;
  /** The Authorization header; absent when none is sent. */
  readonly authorization: (issuer: TestIssuer) => Promise<string | undefined>;
}

interface TokenChanges {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: JWK;
}

const subject = "0196a5a0-0000-4000-8000-000000000001";

/** A good access token, or one with these changes. A member set to undefined is left out. */
export async function accessToken(
  { issuer, audience, key }: TestIssuer,
  { header = {}, claims = {}, key: signingKey = key }: TokenChanges = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: issuer,
    aud: audience,
    sub: subject,
    sid: crypto.randomUUID(),
    client_id: "alva-web",
    email: "ann@example.com",
    iat: now,
    exp: now + 900,
    jti: crypto.randomUUID(),
    ...claims,
  };
  return signAsIs({ alg: "ES256", typ: "at+jwt", kid: key.kid, ...header }, payload, signingKey);
}

/** Signs whatever these are, objects or raw text, with ES256: a signer that checks its input could not forge. */
export async function signAsIs(header: object | string, payload: object | string, key: JWK): Promise<string> {
  const signed = `${encoded(header)}.${encoded(payload)}`;
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    await privateKey(key),
    new TextEncoder().encode(signed),
  );
  return `${signed}.${base64url.encode(new Uint8Array(signature))}`;
}

async function privateKey(key: JWK): Promise<CryptoKey> {
  const imported = await importJWK(key, "ES256");
  if (imported instanceof Uint8Array) throw new TypeError("a shared secret signs nothing here");
  return imported;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

async function strangersKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return exportJWK(privateKey);
}

function encoded(value: object | string): string {
  return base64url.encode(typeof value === "string" ? value : JSON.stringify(value));
}

const changed =
  (changes: TokenChanges | (() => TokenChanges | Promise<TokenChanges>)): Refusal["authorization"] =>
  async (issuer) =>
    `Bearer ${await accessToken(issuer, typeof changes === "function" ? await changes() : changes)}`;

/**
 * Signed with the bytes of the public key as an HMAC secret, which a verifier that trusts `alg` would accept. HS512 makes
 * signatures as long as ours.
 */
async function signedWithPublicKey({
  issuer,
  audience,
  key: { d: _, ...publicKey },
}: TestIssuer): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(publicKey));
  const token = await new SignJWT({ iss: issuer, aud: audience, sub: subject })
    .setProtectedHeader({ alg: "HS512", typ: "at+jwt", kid: publicKey.kid })
    .setIssuedAt()
    .setExpirationTime("15 min")
    .sign(secret);
  return `Bearer ${token}`;
}

/** Every way to come to a protected route without a good token. Each route runs them all. */
export const bearerRefusals: readonly Refusal[] = [
  { title: "no token", code: "access_token_missing", authorization: async () => undefined },
  { title: "another scheme", code: "access_token_missing", authorization: async () => "Basic YTpi" },
  { title: "a word for a token", code: "access_token_invalid", authorization: async () => "Bearer garbage" },
  {
    title: "an expired token",
    code: "access_token_expired",
    authorization: changed(() => ({ claims: { iat: inSeconds(-60), exp: inSeconds(-6) } })),
  },
  {
    title: "a token for another audience",
    code: "access_token_invalid",
    authorization: changed({ claims: { aud: "https://other.example" } }),
  },
  {
    title: "a token of another issuer",
    code: "access_token_invalid",
    authorization: changed({ claims: { iss: "https://other.example" } }),
  },
  {
    title: "a token signed by a stranger under our key id",
    code: "access_token_invalid",
    authorization: changed(async () => ({ key: await strangersKey() })),
  },
  {
    title: "a token that brings its own key",
    code: "access_token_invalid",
    authorization: changed(async () => {
      const key = await strangersKey();
      const { d: _, ...jwk } = key;
      return { key, header: { jwk } };
    }),
  },
  {
    title: "a token with another algorithm",
    code: "access_token_invalid",
    authorization: changed({ header: { alg: "ES384" } }),
  },
  {
    title: "a token signed with our public key as a secret",
    code: "access_token_invalid",
    authorization: signedWithPublicKey,
  },
  {
    title: "an unsigned token",
    code: "access_token_invalid",
    authorization: async ({ issuer, audience, key }) => {
      const header = encoded({ alg: "none", typ: "at+jwt", kid: key.kid });
      return `Bearer ${header}.${encoded({ iss: issuer, aud: audience, sub: subject, exp: inSeconds(900) })}.`;
    },
  },
  {
    title: "a token with an unknown key id",
    code: "access_token_invalid",
    authorization: changed({ header: { kid: "unknown" } }),
  },
  {
    title: "a token without key id",
    code: "access_token_invalid",
    authorization: changed({ header: { kid: undefined } }),
  },
  {
    title: "a token of another type",
    code: "access_token_invalid",
    authorization: changed({ header: { typ: "JWT" } }),
  },
  {
    title: "a token without its claims",
    code: "access_token_invalid",
    authorization: changed({ claims: { sid: undefined } }),
  },
  {
    title: "a token longer than 4,096 characters",
    code: "access_token_invalid",
    authorization: changed({ claims: { padding: "x".repeat(4096) } }),
  },
];

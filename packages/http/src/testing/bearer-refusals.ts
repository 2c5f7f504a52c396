import type { ProblemCode } from "@alva/contracts/problem";
import { base64url, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

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

/** A good access token, or one with these changes. A claim set to undefined is left out. */
export async function accessToken(
  { issuer, audience, key }: TestIssuer,
  { header = {}, claims = {}, key: signingKey = key }: TokenChanges = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
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
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: key.kid, ...header })
    .sign(signingKey);
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

async function strangersKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return exportJWK(privateKey);
}

function encoded(value: object): string {
  return base64url.encode(JSON.stringify(value));
}

const changed =
  (changes: TokenChanges | (() => TokenChanges | Promise<TokenChanges>)): Refusal["authorization"] =>
  async (issuer) =>
    `Bearer ${await accessToken(issuer, typeof changes === "function" ? await changes() : changes)}`;

/** Signed with the bytes of the public key as an HMAC secret, which a verifier that trusts `alg` would accept. */
async function signedWithPublicKey({
  issuer,
  audience,
  key: { d: _, ...publicKey },
}: TestIssuer): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(publicKey));
  const token = await new SignJWT({ iss: issuer, aud: audience, sub: subject })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: publicKey.kid })
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
    authorization: changed(async () => ({ key: await strangersKey("ES256") })),
  },
  {
    title: "a token that brings its own key",
    code: "access_token_invalid",
    authorization: changed(async () => {
      const key = await strangersKey("ES256");
      const { d: _, ...jwk } = key;
      return { key, header: { jwk } };
    }),
  },
  {
    title: "a token with another algorithm",
    code: "access_token_invalid",
    authorization: changed(async () => ({ key: await strangersKey("ES384"), header: { alg: "ES384" } })),
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

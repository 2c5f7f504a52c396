import { AccessTokenClaims, type PublicKey, type PublicKeySet } from "@alva/contracts/auth";
import { errors, jwtVerify } from "jose";
import { ApiError } from "./api-error.ts";
import { createKeySet } from "./key-set.ts";

/** Seconds an access token lives; also the most `iat` may lie back. */
export const accessTokenTtlSeconds = 900;

const maxTokenLength = 4096;
/** 64 bytes of signature end in one of four signs; the decoder would also take 15 others for each of them. */
const tokenForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]$/;

interface VerifierOptions {
  /** Origin of the auth worker, compared exactly with `iss`. */
  readonly issuer: string;
  /** Origin of the api worker, compared exactly with `aud`. */
  readonly audience: string;
  /** The keys known at start. */
  readonly keys: PublicKeySet;
  /** Asks the issuer for its present keys; see `createKeySet`. Absent where the issuer verifies its own tokens. */
  readonly fetchKeys?: () => Promise<unknown>;
}

/**
 * Verifies an access token and returns its claims. Rejects with `access_token_invalid` or `access_token_expired`, and
 * with `dependency_unavailable` when it cannot be known whether the issuer has the key.
 */
export type AccessTokenVerifier = (token: string) => Promise<AccessTokenClaims>;

/**
 * Makes a verifier for access tokens (RFC 9068 section 4, RFC 8725): ES256 only, typed `at+jwt`, exact issuer and
 * audience, a named key, no more than 15 minutes old. Keys an attacker embeds or links are never looked at.
 */
export function createAccessTokenVerifier(options: VerifierOptions): AccessTokenVerifier {
  const { issuer, audience, keys, fetchKeys } = options;
  const findKey = createKeySet({ keys, fetchKeys });
  const rules = {
    algorithms: ["ES256"],
    typ: "at+jwt",
    issuer,
    audience,
    clockTolerance: 5,
    maxTokenAge: accessTokenTtlSeconds,
  };

  /** A token must name its key: jose would accept one that does not when a single key is known. */
  async function keyOf({ kid }: { readonly kid?: unknown }): Promise<PublicKey> {
    const key = typeof kid === "string" && (await findKey(kid));
    if (!key) throw accessTokenInvalid();
    return key;
  }

  return async function verifyAccessToken(token) {
    // A strict form first: base64url decoders forgive stray last characters, so one token would be many.
    if (token.length > maxTokenLength || !tokenForm.test(token)) throw accessTokenInvalid();
    try {
      const { payload } = await jwtVerify(token, keyOf, rules);
      const claims = AccessTokenClaims.safeParse(payload);
      if (!claims.success) throw accessTokenInvalid(claims.error);
      return claims.data;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (error instanceof errors.JWTExpired) throw expired(error);
      throw accessTokenInvalid(error);
    }
  };
}

/** The refusal of a token that will never be accepted, with the challenge that RFC 6750 section 3.1 asks for. */
export function accessTokenInvalid(cause?: unknown): ApiError {
  return new ApiError("access_token_invalid", "Sign in again to continue.", {
    cause,
    headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
  });
}

function expired(cause: unknown): ApiError {
  return new ApiError("access_token_expired", "Refresh the session and send the request again.", {
    cause,
    headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
  });
}

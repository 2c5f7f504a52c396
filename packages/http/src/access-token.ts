import { AccessTokenClaims, PublicKeySet } from "@alva/contracts/auth";
import { createLocalJWKSet, errors, jwtVerify } from "jose";
import { ApiError } from "./api-error.ts";

/** Seconds an access token lives; also the most `iat` may lie back. */
export const accessTokenTtlSeconds = 900;

const maxTokenLength = 4096;
const clockToleranceSeconds = 5;
const refetchCooldownMilliseconds = 30_000;
const longestWaitMilliseconds = 3000;
/** 64 bytes of signature end in one of four signs; the decoder would also take 15 others for each of them. */
const tokenForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{85}[AQgw]$/;

interface VerifierOptions {
  /** Origin of the auth worker, compared exactly with `iss`. */
  readonly issuer: string;
  /** Origin of the api worker, compared exactly with `aud`. */
  readonly audience: string;
  /** The keys known at start. */
  readonly keys: PublicKeySet;
  /** Fetches the present key set, still unchecked, when a token names an unknown key; asked at most once in 30 seconds. */
  readonly fetchKeys?: () => Promise<unknown>;
}

/** Verifies an access token and returns its claims; rejects with `access_token_invalid` or `access_token_expired`. */
export type AccessTokenVerifier = (token: string) => Promise<AccessTokenClaims>;

/**
 * Makes a verifier for access tokens (RFC 9068 section 4, RFC 8725): ES256 only, typed `at+jwt`, exact issuer and
 * audience, a named key, no more than 15 minutes old. Keys an attacker embeds or links are never looked at.
 */
export function createAccessTokenVerifier(options: VerifierOptions): AccessTokenVerifier {
  const { issuer, audience, fetchKeys } = options;
  let keys = options.keys;
  let localKeys = createLocalJWKSet(keys);
  let lastFetch = Number.NEGATIVE_INFINITY;
  let learning: Promise<void> | undefined;

  async function replaceKeys(fetched: Promise<unknown>): Promise<void> {
    keys = PublicKeySet.parse(await fetched);
    localKeys = createLocalJWKSet(keys);
  }

  /** Everybody who meets the unknown key meanwhile waits for the one request: in a rotation nobody is refused. */
  async function learn(kid: string): Promise<void> {
    if (!fetchKeys || keys.keys.some((key) => key.kid === kid)) return;
    if (Date.now() - lastFetch >= refetchCooldownMilliseconds) {
      lastFetch = Date.now();
      learning = replaceKeys(fetchKeys());
    }
    // When the client of the request that fetches goes away, the platform ends the fetch without settling it.
    await Promise.race([learning, pause(longestWaitMilliseconds)]);
  }

  return async function verifyAccessToken(token) {
    // A strict form first: base64url decoders forgive stray last characters, so one token would be many.
    if (token.length > maxTokenLength || !tokenForm.test(token)) throw accessTokenInvalid();
    try {
      const { payload } = await jwtVerify(
        token,
        async (header, input) => {
          if (typeof header.kid !== "string") throw accessTokenInvalid();
          await learn(header.kid);
          return localKeys(header, input);
        },
        {
          algorithms: ["ES256"],
          typ: "at+jwt",
          issuer,
          audience,
          clockTolerance: clockToleranceSeconds,
          maxTokenAge: accessTokenTtlSeconds,
          requiredClaims: ["exp", "iat", "sub", "jti"],
        },
      );
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

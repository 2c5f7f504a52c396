import type { AccessGrant } from "@alva/contracts/auth";
import { accessTokenTtlSeconds } from "@alva/http/access-token";
import { SignJWT } from "jose";
import type * as z from "zod";
import type { Config } from "./config.ts";

/** The only client there is; RFC 9068 section 2.2 wants it named. */
const clientId = "alva-web";

interface Subject {
  readonly account: AccessGrant["account"];
  readonly sessionId: string;
}

/** Issues an access token (RFC 9068) that lives 15 minutes, with what the client needs to know beside it. */
export async function createAccessGrant(
  { signingKeys: [key], authOrigin, apiOrigin }: Config,
  { account, sessionId }: Subject,
): Promise<z.input<typeof AccessGrant>> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ sid: sessionId, client_id: clientId, email: account.email })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: key.kid })
    .setIssuer(authOrigin)
    .setAudience(apiOrigin)
    .setSubject(account.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessTokenTtlSeconds)
    .setJti(crypto.randomUUID())
    .sign(key);
  return {
    access_token: token,
    token_type: "Bearer",
    expires_in: accessTokenTtlSeconds,
    account,
  };
}

import { importJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import * as z from "zod";
import { bindings } from "./bindings.ts";

const [signingKey] = z
  .array(z.looseObject({ kid: z.string() }))
  .parse(JSON.parse(bindings.AUTH_SIGNING_KEYS));

interface TokenOptions {
  readonly claims?: JWTPayload;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: JWK;
}

/** An access token as auth would sign it, apart from what a test asks to be otherwise. */
export async function accessToken({ claims = {}, header = {}, key }: TokenOptions = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const userId = crypto.randomUUID();
  const signWith = key ?? signingKey ?? {};
  return new SignJWT({
    iss: bindings.AUTH_ORIGIN,
    aud: bindings.API_ORIGIN,
    sub: userId,
    sid: crypto.randomUUID(),
    client_id: "alva-web",
    email: `${userId}@example.com`,
    iat: now,
    exp: now + 900,
    jti: crypto.randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: signingKey?.kid ?? "", ...header })
    .sign(await importJWK(signWith, "ES256"));
}

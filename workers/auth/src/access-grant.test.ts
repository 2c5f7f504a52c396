import { AccessTokenClaims } from "@alva/contracts/auth";
import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { base64url, decodeJwt, decodeProtectedHeader } from "jose";
import * as oauth from "oauth4webapi";
import { describe, expect, test } from "vitest";
import { bindings } from "./testing/bindings.ts";
import { openBrowser } from "./testing/browser.ts";
import { newPerson } from "./testing/sign-in.ts";

const { publicKeys } = authEndpoints;

/** Validates as a resource server of somebody else would (RFC 9068 section 4), with our keys from our own address. */
function validate(accessToken: string, audience = bindings.API_ORIGIN): Promise<oauth.JWTAccessTokenClaims> {
  const request = new Request(bindings.API_ORIGIN, { headers: { Authorization: `Bearer ${accessToken}` } });
  const server = {
    issuer: bindings.AUTH_ORIGIN,
    jwks_uri: new URL(publicKeys.path, bindings.AUTH_ORIGIN).href,
  };
  return oauth.validateJwtAccessToken(server, request, audience, {
    signingAlgorithms: ["ES256"],
    // The test's origins have no TLS.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (url) => openBrowser().send(new URL(url).pathname),
  });
}

describe("another implementation of RFC 9068", () => {
  test("accepts the token of a sign-in", async () => {
    const { accessToken, email, userId, sessionId } = await newPerson();
    expect(await validate(accessToken)).toMatchObject({ sub: userId, sid: sessionId, email });
  });

  test("accepts the token of a refresh", async () => {
    const { browser, userId, sessionId } = await newPerson();
    const answer = await browser.post("/auth/refresh");
    const { access_token: accessToken } = await answer.json<{ access_token: string }>();
    expect(await validate(accessToken)).toMatchObject({ sub: userId, sid: sessionId });
  });

  test("refuses it for another audience", async () => {
    const { accessToken } = await newPerson();
    await expect(validate(accessToken, bindings.AUTH_ORIGIN)).rejects.toThrow(/"aud"/);
  });

  test("refuses it with a changed signature", async () => {
    const [header, payload, signature = ""] = (await newPerson()).accessToken.split(".");
    const changed = base64url.encode(base64url.decode(signature).toReversed());
    await expect(validate(`${header}.${payload}.${changed}`)).rejects.toThrow(/signature/);
  });
});

describe("an access token", () => {
  test("has exactly the claims that the contract lists, each once, and lives 15 minutes", async () => {
    const { accessToken } = await newPerson();
    const [, payload = ""] = accessToken.split(".");
    const text = new TextDecoder().decode(base64url.decode(payload));
    const names = Array.from(text.matchAll(/"([^"]+)":/g), ([, name = ""]) => name);
    expect(names.toSorted()).toEqual(Object.keys(AccessTokenClaims.shape).toSorted());
    const { iat = 0, exp } = decodeJwt(accessToken);
    expect(exp).toBe(iat + 900);
  });

  test("says in its header how it is to be verified and nothing else", async () => {
    const { accessToken } = await newPerson();
    const [{ kid }] = JSON.parse(bindings.AUTH_SIGNING_KEYS);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: "ES256", typ: "at+jwt", kid });
  });

  test("of one session is never issued twice", async () => {
    const { browser, accessToken } = await newPerson();
    const answer = await browser.post("/auth/refresh");
    const { access_token: next } = await answer.json<{ access_token: string }>();
    expect(decodeJwt(next).jti).not.toBe(decodeJwt(accessToken).jti);
  });
});

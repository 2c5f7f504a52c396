import type { PublicKeySet } from "@alva/contracts/auth";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createAccessTokenVerifier } from "./access-token.ts";
import { accessToken, type TestIssuer } from "./testing/bearer-refusals.ts";

const issuer = "https://auth.example.com";
const audience = "https://api.example.com";

async function newIssuer(kid: string): Promise<TestIssuer> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { issuer, audience, key: { ...(await exportJWK(privateKey)), kid, alg: "ES256", use: "sig" } };
}

function published(...keys: readonly JWK[]): PublicKeySet {
  return {
    keys: keys.map(({ x = "", y = "", kid = "" }) => ({
      kty: "EC",
      crv: "P-256",
      alg: "ES256",
      use: "sig",
      x,
      y,
      kid,
    })),
  };
}

let us: TestIssuer;
let next: TestIssuer;
beforeAll(async () => {
  us = await newIssuer("first");
  next = await newIssuer("second");
});

const verifier = (fetchKeys?: () => Promise<PublicKeySet>) =>
  createAccessTokenVerifier({
    issuer,
    audience,
    keys: published(us.key),
    ...(fetchKeys ? { fetchKeys } : {}),
  });

const now = () => Math.floor(Date.now() / 1000);
const invalid = {
  code: "access_token_invalid",
  headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
};

test("a good token gives its claims", async () => {
  const claims = await verifier()(await accessToken(us, { claims: { extra: 1 } }));
  expect(claims).toMatchObject({ iss: issuer, aud: audience, client_id: "alva-web" });
  expect(claims).not.toHaveProperty("extra");
});

test("five seconds of clock difference are forgiven", async () => {
  const token = await accessToken(us, { claims: { iat: now() - 60, exp: now() - 4 } });
  await expect(verifier()(token)).resolves.toMatchObject({ iss: issuer });
});

test.each([
  ["issued a minute ahead", () => ({ iat: now() + 60 })],
  ["not valid for another minute", () => ({ nbf: now() + 60 })],
  ["without expiry", () => ({ exp: undefined })],
  ["with a word for expiry", () => ({ exp: "soon" })],
  ["with a negative expiry", () => ({ exp: -1 })],
  ["without audience", () => ({ aud: undefined })],
  ["with the issuer and a slash", () => ({ iss: `${issuer}/` })],
  ["of the issuer over http", () => ({ iss: "http://auth.example.com" })],
  ["issued 20 minutes ago", () => ({ iat: now() - 1200, exp: now() + 60 })],
  ["for a subject that is no id", () => ({ sub: "admin" })],
])("a token %s is refused", async (_, claims) => {
  const token = await accessToken(us, { claims: claims() });
  await expect(verifier()(token)).rejects.toMatchObject({
    code: expect.stringMatching(/^access_token_(invalid|expired)$/),
  });
});

test.each([
  ["nOnE as algorithm", { alg: "nOnE" }],
  ["a key to fetch", { jku: "https://evil.example/keys" }],
  ["an extension it does not know", { crit: ["x"], x: 1 }],
])("a header with %s is refused", async (_, header) => {
  const token = await accessToken(us);
  const [, payload, signature] = token.split(".");
  const forged = btoa(JSON.stringify({ alg: "ES256", typ: "at+jwt", kid: us.key.kid, ...header })).replaceAll(
    "=",
    "",
  );
  await expect(verifier()(`${forged}.${payload}.${signature}`)).rejects.toMatchObject(invalid);
});

describe("a token has one spelling", () => {
  test("none of the other 15 last characters that decode alike is accepted", async () => {
    const token = await accessToken(us);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const others = Array.from(alphabet, (sign) => token.slice(0, -1) + sign).filter(
      (other) => other !== token,
    );
    const outcomes = await Promise.allSettled(others.map(verifier()));
    expect(outcomes.map(({ status }) => status)).toEqual(others.map(() => "rejected"));
  });

  test.each(["=", "==", "\n", " ", "."])("%j behind it is refused", async (tail) => {
    await expect(verifier()((await accessToken(us)) + tail)).rejects.toMatchObject(invalid);
  });

  test.each(["", ".", "..", "a.b", "a.b.c.d", "\u{1F600}.b.c"])("%j is refused", async (token) => {
    await expect(verifier()(token)).rejects.toMatchObject(invalid);
  });

  test.each([
    ["zero", "A".repeat(86)],
    ["cut short", "A".repeat(40)],
    ["in DER form", "MEUCIQ".padEnd(96, "A")],
  ])("a signature that is %s is refused", async (_, signature) => {
    const [header, payload] = (await accessToken(us)).split(".");
    await expect(verifier()(`${header}.${payload}.${signature}`)).rejects.toMatchObject(invalid);
  });
});

describe("an unknown key id", () => {
  test("is looked up once, and callers at that moment wait for the answer", async () => {
    const slow = Promise.withResolvers<PublicKeySet>();
    const fetchKeys = vi.fn<() => Promise<PublicKeySet>>(() => slow.promise);
    const verify = verifier(fetchKeys);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(next)));
    const verified = Promise.all(tokens.map(verify));
    await vi.waitFor(() => expect(fetchKeys).toHaveBeenCalled());
    slow.resolve(published(us.key, next.key));
    const claims = await verified;
    expect(claims).toHaveLength(20);
    expect(fetchKeys).toHaveBeenCalledTimes(1);
  });

  test("is looked up at most once in 30 seconds", async () => {
    vi.useFakeTimers();
    try {
      const fetchKeys = vi.fn<() => Promise<PublicKeySet>>(async () => published(us.key));
      const verify = verifier(fetchKeys);
      for (let guess = 0; guess < 100; guess += 1) {
        const token = await accessToken(us, { header: { kid: `guess-${guess}` } });
        await expect(verify(token)).rejects.toMatchObject(invalid);
      }
      expect(fetchKeys).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(30_000);
      await expect(verify(await accessToken(next))).rejects.toMatchObject(invalid);
      expect(fetchKeys).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("while the auth worker is away leaves known keys working", async () => {
    const verify = verifier(() => Promise.reject(new Error("away")));
    await expect(verify(await accessToken(next))).rejects.toMatchObject(invalid);
    await expect(verify(await accessToken(us))).resolves.toMatchObject({ iss: issuer });
  });
});

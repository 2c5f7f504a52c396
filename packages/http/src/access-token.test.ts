import type { PublicKeySet } from "@alva/contracts/auth";
import { base64url, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type AccessTokenVerifier, createAccessTokenVerifier } from "./access-token.ts";
import { accessToken, signAsIs, type TestIssuer } from "./testing/bearer-refusals.ts";

const issuer = "https://auth.example.com";
const audience = "https://api.example.com";
const now = Date.UTC(2026, 10, 3, 9) / 1000;

let us: TestIssuer;
let strangersKey: JWK;
let verify: AccessTokenVerifier;
beforeAll(async () => {
  us = { issuer, audience, key: { ...(await newKey("ES256")), kid: "ours", alg: "ES256", use: "sig" } };
  strangersKey = await newKey("ES256");
  verify = createAccessTokenVerifier({ issuer, audience, keys: published() });
});
beforeEach(() => {
  vi.useFakeTimers({ now: now * 1000, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function newKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return exportJWK(privateKey);
}

function published(): PublicKeySet {
  const { x = "", y = "", kid } = us.key;
  return { keys: [{ kty: "EC", crv: "P-256", alg: "ES256", use: "sig", x, y, kid }] };
}

const verifierOf = (fetchKeys: () => Promise<unknown>) =>
  createAccessTokenVerifier({ issuer, audience, keys: published(), fetchKeys });

const ourHeader = () => ({ alg: "ES256", typ: "at+jwt", kid: us.key.kid });

/** The payload of a good token, as text. */
async function goodPayload(): Promise<string> {
  const [, payload = ""] = (await accessToken(us)).split(".");
  return new TextDecoder().decode(base64url.decode(payload));
}

const invalid = {
  code: "access_token_invalid",
  headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
};
const expired = { ...invalid, code: "access_token_expired" };

test("a good token gives its claims and no others", async () => {
  const claims = await verify(await accessToken(us, { claims: { extra: 1 } }));
  expect(claims).toMatchObject({ iss: issuer, aud: audience, client_id: "alva-web" });
  expect(claims).not.toHaveProperty("extra");
});

describe("a header that we ourselves signed is refused", () => {
  test.each([
    ["none", "none"],
    ["nOnE", "nOnE"],
    ["NONE", "NONE"],
    ["nothing", undefined],
    ["an empty word", ""],
    ["a list", ["ES256"]],
    ["es256 in small letters", "es256"],
    ["another curve", "ES384"],
    ["another curve of that size", "ES256K"],
    ["RSA", "RS256"],
    ["RSA-PSS", "PS256"],
    ["EdDSA", "EdDSA"],
    ["Ed25519", "Ed25519"],
    ["HMAC", "HS256"],
  ])("with %s as algorithm", async (_, alg) => {
    await expect(verify(await accessToken(us, { header: { alg } }))).rejects.toMatchObject(invalid);
  });

  test.each(["none", "ES384", "HS512"])("with %s as algorithm before its key is looked for", async (alg) => {
    const fetchKeys = vi.fn<() => Promise<unknown>>(async () => published());
    const token = await accessToken(us, { header: { alg, kid: "unknown" } });
    await expect(verifierOf(fetchKeys)(token)).rejects.toMatchObject(invalid);
    expect(fetchKeys).not.toHaveBeenCalled();
  });

  test.each([
    ["no key id", undefined],
    ["an empty key id", ""],
    ["a number for key id", 0],
    ["a list for key id", ["ours"]],
    ["null for key id", null],
    ["the key id in capitals", "OURS"],
    ["a key id with a line break", "ours\n"],
    ["a path for key id", "../ours"],
    ["a property of every object for key id", "constructor"],
  ])("with %s", async (_, kid) => {
    await expect(verify(await accessToken(us, { header: { kid } }))).rejects.toMatchObject(invalid);
  });

  test.each([
    ["JWT", "JWT"],
    ["nothing", undefined],
    ["an empty word", ""],
    ["a list", ["at+jwt"]],
    ["a longer word", "at+jwt2"],
    ["an id token", "id_token+jwt"],
    ["a logout token", "logout+jwt"],
    ["a proof of possession", "dpop+jwt"],
  ])("with %s as type", async (_, typ) => {
    await expect(verify(await accessToken(us, { header: { typ } }))).rejects.toMatchObject(invalid);
  });

  test.each([
    ["an extension that is unknown", { crit: ["x"], x: 1 }],
    ["an extension that is missing", { crit: ["exp"] }],
    ["no extension in its list of them", { crit: [] }],
    ["a payload that is not encoded", { crit: ["b64"], b64: false }],
  ])("with %s", async (_, header) => {
    await expect(verify(await accessToken(us, { header }))).rejects.toMatchObject(invalid);
  });

  test.each([" ", "{", "null", "[]", '"ES256"', "\uFEFF{}"])("when it reads %j", async (header) => {
    const token = await signAsIs(header, await goodPayload(), us.key);
    await expect(verify(token)).rejects.toMatchObject(invalid);
  });
});

test.each(["application/at+jwt", "AT+JWT"])("the type %s is another spelling of ours", async (typ) => {
  await expect(verify(await accessToken(us, { header: { typ } }))).resolves.toMatchObject({ iss: issuer });
});

const fewClaims = { iss: issuer, aud: audience, sub: crypto.randomUUID(), iat: now, exp: now + 900 };

describe("another key than the one it names is refused", () => {
  test.each(["ES384", "ES512", "RS256", "PS256", "EdDSA"])("one for %s", async (alg) => {
    const { privateKey } = await generateKeyPair(alg);
    const token = new SignJWT(fewClaims).setProtectedHeader({ ...ourHeader(), alg }).sign(privateKey);
    await expect(verify(await token)).rejects.toMatchObject(invalid);
  });

  // HS512 makes signatures as long as ours, so their form does not tell.
  test.each(["HS256", "HS512"])("our public key as a secret for %s, in whatever form", async (alg) => {
    const { d: _, ...publicKey } = us.key;
    const spki = await importJWK(publicKey, "ES256", { extractable: true });
    if (spki instanceof Uint8Array) throw new TypeError("a public key was expected");
    const pem = await exportSPKI(spki);
    for (const secret of [JSON.stringify(publicKey), JSON.stringify(published()), pem, pem.trim()]) {
      const token = new SignJWT(fewClaims)
        .setProtectedHeader({ ...ourHeader(), alg })
        .sign(new TextEncoder().encode(secret));
      await expect(verify(await token)).rejects.toMatchObject(invalid);
    }
  });

  test("a stranger's under our key id", async () => {
    await expect(verify(await accessToken(us, { key: strangersKey }))).rejects.toMatchObject(invalid);
  });

  test.each([
    ["embedded", () => ({ jwk: { ...strangersKey, d: undefined } })],
    ["embedded and without key id", () => ({ kid: undefined, jwk: { ...strangersKey, d: undefined } })],
    ["linked as a set", () => ({ jku: "https://evil.example/keys", kid: "evil" })],
    ["linked as a certificate", () => ({ x5u: "https://evil.example/cert", kid: "evil" })],
    ["as a certificate", () => ({ x5c: ["MIIB"], x5t: "x", "x5t#S256": "x" })],
  ])("a stranger's %s, and nothing is fetched", async (_, header) => {
    const fetching = vi.spyOn(globalThis, "fetch");
    const token = await accessToken(us, { key: strangersKey, header: header() });
    await expect(verify(token)).rejects.toMatchObject(invalid);
    expect(fetching).not.toHaveBeenCalled();
  });
});

describe("claims that we ourselves signed are refused", () => {
  test.each([
    ["of another issuer", { iss: "https://other.example" }],
    ["of the issuer and a slash", { iss: `${issuer}/` }],
    ["of the issuer over http", { iss: "http://auth.example.com" }],
    ["of the issuer in capitals", { iss: "https://AUTH.example.com" }],
    ["of the issuer among others", { iss: [issuer] }],
    ["of nobody", { iss: undefined }],
    ["for another audience", { aud: "https://other.example" }],
    ["for the audience and a slash", { aud: `${audience}/` }],
    ["for several audiences", { aud: [audience, "https://other.example"] }],
    ["for no audience", { aud: [] }],
    ["without audience", { aud: undefined }],
    ["without expiry", { exp: undefined }],
    ["with a word for expiry", { exp: "soon" }],
    ["with digits in quotes for expiry", { exp: String(now + 60) }],
    ["with null for expiry", { exp: null }],
    ["with a list for expiry", { exp: [now + 60] }],
    ["with an expiry beyond every calendar", { exp: 1e300 }],
    ["not valid for another minute", { nbf: now + 60 }],
    ["with a word for the time they begin", { nbf: "now" }],
    ["issued a minute ahead", { iat: now + 60 }],
    ["issued at no time", { iat: undefined }],
    ["issued at a word", { iat: "now" }],
    ["for a subject that is no id", { sub: "admin" }],
    ["for nobody", { sub: undefined }],
    ["for two", { sub: [crypto.randomUUID(), crypto.randomUUID()] }],
    ["of no session", { sid: undefined }],
    ["of no client", { client_id: undefined }],
    ["without e-mail", { email: undefined }],
    ["without an id of their own", { jti: undefined }],
  ])("%s", async (_, claims) => {
    await expect(verify(await accessToken(us, { claims }))).rejects.toMatchObject(invalid);
  });

  test.each([
    ["a list", "[]"],
    ["null", "null"],
    ["a word", '"sub"'],
    ["no JSON", "{"],
    ["nothing", " "],
    ["a number that is none", `{"exp":NaN}`],
  ])("when they are %s", async (_, payload) => {
    await expect(verify(await signAsIs(ourHeader(), payload, us.key))).rejects.toMatchObject(invalid);
  });

  test("in another token's envelope", async () => {
    const token = await signAsIs({ ...ourHeader(), cty: "JWT" }, await accessToken(us), us.key);
    await expect(verify(token)).rejects.toMatchObject(invalid);
  });
});

describe("a token", () => {
  const at = (times: object) => accessToken(us, { claims: { iat: now - 60, exp: now + 60, ...times } });

  test.each([
    ["that expired 4 seconds ago", { exp: now - 4 }],
    ["issued 5 seconds ahead", { iat: now + 5 }],
    ["issued 905 seconds ago", { iat: now - 905 }],
  ])("%s is forgiven the difference of clocks", async (_, times) => {
    await expect(verify(await at(times))).resolves.toMatchObject({ iss: issuer });
  });

  test.each([
    ["that expired 5 seconds ago", { exp: now - 5 }],
    ["that expired 6 seconds ago", { exp: now - 6 }],
    ["that expired in 1969", { exp: -1 }],
    ["issued 906 seconds ago, whatever it says of its expiry,", { iat: now - 906 }],
    ["issued 20 minutes ago, whatever it says of its expiry,", { iat: now - 1200 }],
  ])("%s has expired", async (_, times) => {
    await expect(verify(await at(times))).rejects.toMatchObject(expired);
  });

  test("issued 6 seconds ahead is refused", async () => {
    await expect(verify(await at({ iat: now + 6 }))).rejects.toMatchObject(invalid);
  });
});

describe("a token has one spelling", () => {
  test("none of the other 15 last characters that decode alike is accepted", async () => {
    const token = await accessToken(us);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const others = Array.from(alphabet, (sign) => token.slice(0, -1) + sign).filter(
      (other) => other !== token,
    );
    const outcomes = await Promise.allSettled(others.map(verify));
    expect(outcomes.map(({ status }) => status)).toEqual(others.map(() => "rejected"));
  });

  test.each(["=", "==", "\n", "\r\n", " ", "\0", ".", ".x"])("%j behind it is refused", async (tail) => {
    await expect(verify((await accessToken(us)) + tail)).rejects.toMatchObject(invalid);
  });

  test.each(["\n", " ", "\uFEFF", "."])("%j before it is refused", async (head) => {
    await expect(verify(head + (await accessToken(us)))).rejects.toMatchObject(invalid);
  });

  test("the other alphabet of base64 is refused", async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(us)));
    const respelled = tokens
      .map((token) => token.replaceAll("-", "+").replaceAll("_", "/"))
      .filter((token, index) => token !== tokens[index]);
    expect(respelled.length).toBeGreaterThan(0);
    for (const token of respelled) await expect(verify(token)).rejects.toMatchObject(invalid);
  });

  test.each(["", "a", "   ", "null", "{}", "__proto__", "[object Object]", "\u{1F600}", "%2e%2e"])(
    "the text %j is none",
    async (text) => {
      await expect(verify(text)).rejects.toMatchObject(invalid);
    },
  );

  test.each([
    ".",
    "..",
    "...",
    "a.b",
    "a.b.c",
    "a.b.c.d",
    "a.b.c.d.e",
    "a b.c",
    "\u{1F600}.b.c",
    "a.\uD800.c",
  ])("the segments %j are none", async (text) => {
    await expect(verify(text)).rejects.toMatchObject(invalid);
  });
});

describe("a signature is refused that is", () => {
  test.each([
    ["missing", () => new Uint8Array()],
    ["all zero", () => new Uint8Array(64)],
    ["all ones", () => new Uint8Array(64).fill(0xff)],
    ["in DER form", inDerForm],
    ["one byte short", (signature: Uint8Array) => signature.slice(1)],
    ["cut in half", (signature: Uint8Array) => signature.slice(0, 32)],
    ["one byte longer", (signature: Uint8Array) => Uint8Array.from([...signature, 0])],
    ["the other way round", (signature: Uint8Array) => signature.toReversed()],
  ])("%s", async (_, change) => {
    const [header, payload, signature = ""] = (await accessToken(us)).split(".");
    const changed = base64url.encode(change(base64url.decode(signature)));
    await expect(verify(`${header}.${payload}.${changed}`)).rejects.toMatchObject(invalid);
  });

  test("another token's", async () => {
    const [header, payload] = (await accessToken(us)).split(".");
    const [, , signature] = (await accessToken(us)).split(".");
    await expect(verify(`${header}.${payload}.${signature}`)).rejects.toMatchObject(invalid);
  });
});

/** `r` and `s` as ASN.1 integers, each with a zero in front so that it is never negative. */
function inDerForm(signature: Uint8Array): Uint8Array {
  const [r, s] = [signature.slice(0, 32), signature.slice(32)];
  return Uint8Array.from([0x30, 70, 0x02, 33, 0, ...r, 0x02, 33, 0, ...s]);
}

/** A good token of nearly this many characters; base64 has no text for every length. */
async function tokenOf(length: number): Promise<string> {
  const missing = length - (await accessToken(us, { claims: { padding: "" } })).length;
  return accessToken(us, { claims: { padding: "x".repeat(Math.floor((missing * 3) / 4)) } });
}

describe("length", () => {
  test("up to 4,096 characters is admitted", async () => {
    const token = await tokenOf(4096);
    expect(token.length).toBeGreaterThan(4092);
    await expect(verify(token)).resolves.toMatchObject({ iss: issuer });
  });

  test.each([4100, 8_000, 1_000_000, 5_000_000])(
    "of %d characters is refused before anything is decoded",
    async (length) => {
      const token = await tokenOf(length);
      expect(token.length).toBeGreaterThan(4096);
      const decoding = vi.spyOn(JSON, "parse");
      const checking = vi.spyOn(crypto.subtle, "verify");
      await expect(verify(token)).rejects.toMatchObject(invalid);
      expect(decoding).not.toHaveBeenCalled();
      expect(checking).not.toHaveBeenCalled();
    },
  );
});

test.each(["__proto__", "constructor"])("a claim called %s changes no prototype", async (name) => {
  const payload = `{"${name}":{"admin":true,"prototype":{"admin":true}},${(await goodPayload()).slice(1)}`;
  const claims = await verify(await signAsIs(ourHeader(), payload, us.key));
  expect(Object.getPrototypeOf(claims)).toBe(Object.prototype);
  expect(Object.hasOwn(claims, name)).toBe(false);
  expect({}).not.toHaveProperty("admin");
});

test("of a claim that stands twice the last one counts, as in every other place that reads it", async () => {
  const payload = `{"sub":"admin",${(await goodPayload()).slice(1)}`;
  const claims = await verify(await signAsIs(ourHeader(), payload, us.key));
  expect(claims.sub).not.toBe("admin");
});

describe("while the issuer", () => {
  test("answers, a key that it has withdrawn is refused although it is configured", async () => {
    await expect(verifierOf(async () => ({ keys: [] }))(await accessToken(us))).rejects.toMatchObject(
      invalid,
    );
  });

  test("answers, a key that it does not have is refused", async () => {
    const token = await accessToken(us, { header: { kid: "unknown" } });
    await expect(verifierOf(async () => published())(token)).rejects.toMatchObject(invalid);
  });

  test("is away, its known key works, and for another nobody can say", async () => {
    const away = verifierOf(() => Promise.reject(new Error("away")));
    await expect(away(await accessToken(us))).resolves.toMatchObject({ iss: issuer });
    await expect(away(await accessToken(us, { header: { kid: "unknown" } }))).rejects.toMatchObject({
      code: "dependency_unavailable",
      headers: { "Retry-After": "2" },
    });
  });
});

import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { PublicKeySet } from "@alva/contracts/auth";
import { bindings } from "../testing/bindings.ts";
import { openBrowser } from "../testing/browser.ts";
import { signIn } from "../testing/sign-in.ts";

test("the published keys verify our tokens and hold nothing private", async () => {
  const browser = openBrowser();
  const { access_token: accessToken } = await signIn(browser);
  const answer = await browser.send("/.well-known/jwks.json");
  expect(answer.headers.get("Cache-Control")).toBe("public, max-age=600");
  const text = await answer.text();
  expect(text).not.toContain('"d"');
  const keys = PublicKeySet.strict().parse(JSON.parse(text));
  const verified = await jwtVerify(accessToken, createLocalJWKSet(keys), { issuer: bindings.AUTH_ORIGIN });
  expect(verified.protectedHeader.alg).toBe("ES256");
});

test("several keys are published, and the first signs", async () => {
  const [key] = JSON.parse(bindings.AUTH_SIGNING_KEYS);
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const newer = { ...(await exportJWK(privateKey)), kid: "newer", alg: "ES256", use: "sig" };
  const browser = openBrowser({ AUTH_SIGNING_KEYS: JSON.stringify([newer, key]) });
  const { access_token: accessToken } = await signIn(browser);
  const keys = PublicKeySet.parse(await (await browser.send("/.well-known/jwks.json")).json());
  expect(keys.keys.map(({ kid }) => kid)).toEqual(["newer", key.kid]);
  const verified = await jwtVerify(accessToken, createLocalJWKSet(keys));
  expect(verified.protectedHeader.kid).toBe("newer");
});

import { authEndpoints } from "@alva/contracts/auth-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { accessToken as tokenOf, bearerRefusals } from "@alva/http/testing/bearer-refusals";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { base64url, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { bindings, issuer } from "./testing/bindings.ts";
import { openBrowser } from "./testing/browser.ts";
import { newestSecret } from "./testing/mailbox.ts";
import { newAddress, newPerson, refreshTokenOf } from "./testing/sign-in.ts";

const protectedEndpoints = Object.values<Endpoint>(authEndpoints).filter(({ access }) => access === "bearer");

describe.each(protectedEndpoints)("$method $path refuses", ({ method, path }) => {
  test.each(bearerRefusals)("$title", async ({ authorization, code }) => {
    const answer = await openBrowser().send(path.replace(":id", crypto.randomUUID()), {
      method,
      headers: { Authorization: await authorization(issuer) },
    });
    await expectProblem(answer, code);
    expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  });
});

function askWith(accessToken: string): Promise<Response> {
  return openBrowser().send("/auth/me", { accessToken });
}

const refusal = "access_token_invalid";

describe("another secret of ours is no access token:", () => {
  test("that of a link", async () => {
    const email = newAddress();
    await openBrowser().post("/auth/send-magic-link", { email });
    await expectProblem(await askWith(await newestSecret(email)), refusal);
  });

  test("a refresh token", async () => {
    const { browser } = await newPerson();
    await expectProblem(await askWith(refreshTokenOf(browser)), refusal);
  });

  test("a webhook's signature", async () => {
    const { userId, sessionId } = await newPerson();
    const signature = await new SignJWT({ iss: "Upstash", sub: userId, sid: sessionId, body: "" })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuedAt()
      .setExpirationTime("5 min")
      .sign(new TextEncoder().encode(bindings.QSTASH_CURRENT_SIGNING_KEY));
    await expectProblem(await askWith(signature), refusal);
  });

  test("a token of another kind, signed with our key", async () => {
    const { userId, sessionId } = await newPerson();
    const claims = { sub: userId, sid: sessionId };
    expect((await askWith(await tokenOf(issuer, { claims }))).status).toBe(200);
    for (const typ of ["JWT", undefined, "secevent+jwt"]) {
      await expectProblem(await askWith(await tokenOf(issuer, { claims, header: { typ } })), refusal);
    }
  });
});

describe("a session that was ended takes with it", () => {
  test("its token at once", async () => {
    const { browser, accessToken } = await newPerson();
    expect((await askWith(accessToken)).status).toBe(200);
    await browser.post("/auth/logout");
    await expectProblem(await askWith(accessToken), refusal);
  });

  // Whoever has one signature has a second one that verifies too, so a list of refused tokens would be no use.
  test("the twin of its token, whose signature is mirrored", async () => {
    const { browser, accessToken } = await newPerson();
    const twin = mirrored(accessToken);
    expect(twin).not.toBe(accessToken);
    expect((await askWith(twin)).status).toBe(200);
    await browser.post("/auth/logout");
    await expectProblem(await askWith(twin), refusal);
  });

  test("every other token of it", async () => {
    const { browser, userId, sessionId } = await newPerson();
    const other = await tokenOf(issuer, { claims: { sub: userId, sid: sessionId } });
    expect((await askWith(other)).status).toBe(200);
    await browser.post("/auth/logout");
    await expectProblem(await askWith(other), refusal);
  });
});

/** The order of P-256's group (SEC 2, section 2.4.2): with (r, s) also (r, n - s) is a signature. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function mirrored(token: string): string {
  const [header, payload, signature = ""] = token.split(".");
  const bytes = base64url.decode(signature);
  const s = BigInt(`0x${hex(bytes.slice(32))}`);
  const twin = (order - s).toString(16).padStart(64, "0");
  const twinBytes = Array.from(twin.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16));
  return `${header}.${payload}.${base64url.encode(Uint8Array.from([...bytes.slice(0, 32), ...twinBytes]))}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

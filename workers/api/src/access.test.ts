import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { accessToken as tokenOf, bearerRefusals } from "@alva/http/testing/bearer-refusals";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { accessToken, issuer } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";
import { send } from "./testing/person.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const protectedEndpoints = Object.values<Endpoint>(apiEndpoints).filter(({ access }) => access === "bearer");

describe.each(protectedEndpoints)("$method $path refuses", ({ method, path }) => {
  test.each(bearerRefusals)("$title", async ({ authorization, code }) => {
    const header = await authorization(issuer);
    const answer = await send(path.replaceAll(/:[a-z_]+/g, crypto.randomUUID()), {
      method,
      ...(header === undefined ? {} : { headers: { Authorization: header } }),
    });
    await expectProblem(answer, code);
    expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  });
});

describe("a token is not looked at", () => {
  const asForm = { "Content-Type": "application/x-www-form-urlencoded" };
  test.each<[string, (token: string) => Promise<Response>]>([
    ["in the query", (token) => send(`/profile?access_token=${token}`)],
    ["in a JSON body", (token) => put(JSON.stringify({ access_token: token }))],
    ["in a form", (token) => put(`access_token=${token}`, asForm)],
    ["in a cookie", (token) => send("/profile", { headers: { Cookie: `access_token=${token}` } })],
    ["in a header of its own", (token) => send("/profile", { headers: { "X-Access-Token": token } })],
    ["without its scheme", (token) => send("/profile", { headers: { Authorization: token } })],
    ["behind another one", (token) => send("/profile", { headers: { Authorization: `Bearer a ${token}` } })],
  ])("%s, and no log has it", async (_, sendWith) => {
    const logged = vi.spyOn(console, "log");
    const token = await accessToken(crypto.randomUUID());
    await expectProblem(await sendWith(token), "access_token_missing");
    expect(logged).toHaveBeenCalled();
    expect(JSON.stringify(logged.mock.calls)).not.toContain(token.slice(-40));
  });
});

function put(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return send("/profile", { method: "PUT", headers, body });
}

describe.each([
  [
    "access_token_missing",
    [
      "",
      "Bearer",
      "Bearer ",
      "Bearer  a",
      "Bearer a b",
      "Bearer\ta",
      "Basic",
      `Bearer ${" ".repeat(100_000)}`,
    ],
  ],
  [
    "access_token_invalid",
    [
      "Bearer .",
      "Bearer ..",
      "Bearer a.b",
      "Bearer a.b.c",
      "Bearer a.b.c.d",
      "Bearer \u{1F600}.b.c",
      "Bearer %00",
    ],
  ],
] as const)("%s is the answer to the Authorization", (code, headers) => {
  test.each(headers)("%j", async (Authorization) => {
    await expectProblem(await send("/profile", { headers: { Authorization } }), code);
  });
});

test("a thousand tokens of unknown keys make at most one question to the auth worker", async () => {
  const questions = `${bindings.AUTH_ORIGIN}/_stand-in/requests`;
  await fetch(questions, { method: "DELETE" });
  for (let sent = 0; sent < 1000; sent += 100) {
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const token = await tokenOf(issuer, { header: { kid: crypto.randomUUID() } });
        return send("/profile", { headers: { Authorization: `Bearer ${token}` } });
      }),
    );
    for (const answer of answers) await expectProblem(answer, "access_token_invalid");
  }
  const asked = await (await fetch(questions)).json<unknown[]>();
  expect(asked.length).toBeLessThanOrEqual(1);
});

test("an unknown address is not found, a known one with another method says which it takes", async () => {
  await expectProblem(await send("/nothing"), "not_found");
  const answer = await send("/profile", { method: "DELETE" });
  await expectProblem(answer, "method_not_allowed");
  expect(answer.headers.get("Allow")).toBe("GET, PUT");
});

test("the web app's origin may read answers, another may not", async () => {
  const allowed = await healthAskedFrom(bindings.WEB_ORIGIN);
  expect(allowed.headers.get("Access-Control-Allow-Origin")).toBe(bindings.WEB_ORIGIN);
  const other = await healthAskedFrom("https://evil.example");
  expect(other.headers.get("Access-Control-Allow-Origin")).toBeNull();
  expect(other.headers.get("Access-Control-Allow-Credentials")).toBeNull();
});

test("in production plain http is refused", async () => {
  const origins = {
    AUTH_ORIGIN: "https://auth.example.com",
    API_ORIGIN: "https://api.example.com",
    WEB_ORIGIN: "https://app.example.com",
    WEBHOOK_ORIGIN: "https://api.example.com",
    AUTH_WEBHOOK_ORIGIN: "https://auth.example.com",
    UPSTASH_REDIS_REST_URL: "https://redis.example.com",
    QSTASH_URL: "https://qstash.example.com",
    MODEL_URL: "https://model.example.com",
  };
  const config = readConfig({ ...bindings, ...origins, ENVIRONMENT: "production", NEON_FETCH_ENDPOINT: "" });
  const app = createApp(createPorts(config));
  await expectProblem(await app.request("http://api.example.com/health"), "https_required");
  expect((await app.request("https://api.example.com/health")).status).toBe(200);
});

function healthAskedFrom(origin: string): Promise<Response> {
  return send("/health", { headers: { Origin: origin } });
}

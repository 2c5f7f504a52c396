import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { bearerRefusals } from "@alva/http/testing/bearer-refusals";
import { expectProblem } from "@alva/http/testing/expect-problem";
import { describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createPorts } from "./ports.ts";
import { accessToken, issuer } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";
import { send } from "./testing/person.ts";

const protectedEndpoints = Object.values<Endpoint>(apiEndpoints).filter(({ access }) => access === "bearer");

describe.each(protectedEndpoints)("$method $path refuses", ({ method, path }) => {
  test.each(bearerRefusals)("$title", async ({ authorization, code }) => {
    const header = await authorization(issuer);
    const answer = await send(path.replace(":id", crypto.randomUUID()), {
      method,
      ...(header === undefined ? {} : { headers: { Authorization: header } }),
    });
    await expectProblem(answer, code);
    expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  });
});

test("a token in the query is not looked at", async () => {
  const token = await accessToken(crypto.randomUUID());
  await expectProblem(await send(`/profile?access_token=${token}`), "access_token_missing");
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

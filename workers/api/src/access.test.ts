import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { Endpoint } from "@alva/contracts/endpoint";
import { describe, expect, test } from "vitest";
import { accessToken } from "./testing/access-token.ts";
import { bindings } from "./testing/bindings.ts";
import { send } from "./testing/person.ts";
import { expectProblem } from "./testing/problem.ts";

const protectedEndpoints = Object.values<Endpoint>(apiEndpoints).filter(({ access }) => access === "bearer");
const pathOf = ({ path }: Endpoint) => path.replace(":id", crypto.randomUUID());
const now = () => Math.floor(Date.now() / 1000);

function call(endpoint: Endpoint, token: string | undefined): Promise<Response> {
  return send(pathOf(endpoint), {
    method: endpoint.method,
    ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
  });
}

describe.each(
  protectedEndpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
)("%s refuses", (_name, endpoint) => {
  test("a request without a token", async () => {
    const answer = await call(endpoint, undefined);
    await expectProblem(answer, "access_token_missing");
    expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
  });

  test("an expired token", async () => {
    const token = await accessToken({ claims: { iat: now() - 910, exp: now() - 10 } });
    await expectProblem(await call(endpoint, token), "access_token_expired");
  });

  test.each([
    ["another audience", { claims: { aud: bindings.AUTH_ORIGIN } }],
    ["another issuer", { claims: { iss: `${bindings.AUTH_ORIGIN}/` } }],
    ["another kind of token", { header: { typ: "JWT" } }],
    ["an unknown key", { header: { kid: "unknown" } }],
    ["no session", { claims: { sid: undefined } }],
    ["a start in the future", { claims: { nbf: now() + 60 } }],
  ])("a token with %s", async (_fault, options) => {
    await expectProblem(await call(endpoint, await accessToken(options)), "access_token_invalid");
  });

  test.each([
    [
      "unsigned",
      (token: string) =>
        `${btoa('{"alg":"none","typ":"at+jwt"}').replaceAll("=", "")}.${token.split(".")[1]}.`,
    ],
    ["with a changed signature", (token: string) => `${token.slice(0, -4)}AAAA`],
    ["cut short", (token: string) => token.slice(0, -20)],
    ["too long", (token: string) => `${token}${"A".repeat(4096)}`],
    ["in four parts", (token: string) => `${token}.x`],
  ])("a token that is %s", async (_fault, spoil) => {
    const answer = await call(endpoint, spoil(await accessToken()));
    await expectProblem(answer, "access_token_invalid");
    expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer error="invalid_token"');
  });
});

test("a token in the query is not looked at", async () => {
  await expectProblem(await send(`/profile?access_token=${await accessToken()}`), "access_token_missing");
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

function healthAskedFrom(origin: string): Promise<Response> {
  return send("/health", { headers: { Origin: origin } });
}

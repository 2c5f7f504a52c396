import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { accessToken } from "@alva/http/testing/bearer-refusals";
import { describe, expect, test } from "vitest";
import { issuer, production } from "./testing/bindings.ts";
import { openBrowser } from "./testing/browser.ts";
import { expectCommonHeaders } from "@alva/http/testing/expect-common-headers";
import { expectProblem } from "@alva/http/testing/expect-problem";

const endpoints = Object.values(authEndpoints);
// A signature covers the body of a delivery, so its guard comes first.
const withBody = endpoints.filter((endpoint) => "body" in endpoint && endpoint.access !== "qstash_signature");

test.each(endpoints)("$method $path, which the contract lists, is served", async ({ method, path }) => {
  const answer = await openBrowser().send(path, { method, ...(method === "POST" ? { body: {} } : {}) });
  expect(answer.status).not.toBe(404);
  expect(answer.status).toBeLessThan(500);
  expectCommonHeaders(answer);
  expect(answer.headers.get("Cache-Control")).toBe(
    path === authEndpoints.publicKeys.path ? "public, max-age=600" : "no-store",
  );
});

test("in production plain http is refused before any cookie", async () => {
  const browser = openBrowser(production);
  const answer = await browser.post("/auth/logout");
  await expectProblem(answer, "https_required");
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test.each([
  "/auth",
  "/auth/refresh/",
  "//auth/refresh",
  "/auth/%72efresh;a",
  "/.well-known/openid-configuration",
])("%s, which it does not list, is not", async (path) => {
  await expectProblem(await openBrowser().post(path), "not_found");
});

describe.each(withBody)("the body of $method $path", ({ method, path }) => {
  test.each([
    ["a form", "a=b", { "Content-Type": "application/x-www-form-urlencoded" }, "content_type_unsupported"],
    ["compressed", "{}", { "Content-Encoding": "gzip" }, "content_type_unsupported"],
    ["larger than 16 KiB", `{"a":"${"x".repeat(16 * 1024)}"}`, {}, "body_too_large"],
    ["nested 16,000 deep", "[".repeat(16_000), {}, "malformed_json"],
    ["no JSON", "{", {}, "malformed_json"],
    ["a list", "[]", {}, "validation_failed"],
    ["null", "null", {}, "validation_failed"],
    ["an unknown field", '{"role":"admin"}', {}, "validation_failed"],
    ["a way to the prototype", '{"__proto__":{"a":1},"constructor":{}}', {}, "validation_failed"],
    ["UTF-16", "{}", { "Content-Type": "application/json; charset=utf-16" }, "content_type_unsupported"],
    ["another kind of JSON", "{}", { "Content-Type": "text/json" }, "content_type_unsupported"],
  ] as const)("is refused as %s", async (_, body, headers, code) => {
    const bearer = { Authorization: `Bearer ${await accessToken(issuer)}` };
    await expectProblem(
      await openBrowser().send(path, { method, body, headers: { ...bearer, ...headers } }),
      code,
    );
  });
});

import type { Endpoints } from "@alva/contracts/endpoint";
import { Problem, type ProblemCode } from "@alva/contracts/problem";
import { HTTPException } from "hono/http-exception";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { ApiError } from "./api-error.ts";
import { createBaseApp } from "./base-app.ts";
import { body } from "./validate.ts";

const Note = z.strictObject({
  text: z.string().max(10),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
});
const common = { summary: "", tag: "", access: "open", replies: {}, problems: [] } as const;
const endpoints = {
  write: { ...common, method: "POST", path: "/notes", body: Note, maxBodyBytes: 500_000 },
  read: { ...common, method: "GET", path: "/notes/:id" },
  change: { ...common, method: "PATCH", path: "/notes/:id", body: Note },
  broken: { ...common, method: "GET", path: "/broken" },
  refused: { ...common, method: "GET", path: "/refused" },
  away: { ...common, method: "GET", path: "/away" },
  teapot: { ...common, method: "GET", path: "/teapot" },
  limited: { ...common, method: "GET", path: "/limited" },
  unmounted: { ...common, method: "GET", path: "/unmounted" },
  closed: { ...common, method: "GET", path: "/closed", access: "bearer" },
} as const satisfies Endpoints;

const webOrigin = "https://app.example.com";
const app = createBaseApp({
  service: "api",
  endpoints,
  webOrigin,
  guards: {
    bearer: () => Promise.reject(new ApiError("access_token_missing", "Sign in.")),
  },
})
  .post("/notes", body(Note), (c) => c.json(c.req.valid("json")))
  .patch("/notes/:id", body(Note), (c) => c.json(c.req.valid("json")))
  .get("/notes/:id", (c) => c.json({ id: c.req.param("id") }))
  .get("/broken", () => {
    throw new Error("the disk is full");
  })
  .get("/refused", () => {
    const cause = Object.assign(new Error('value "hunter2"'), { severity: "ERROR", code: "22P02" });
    throw Object.assign(new Error("Failed query: hunter2", { cause }), {
      query: "select",
      params: ["hunter2"],
    });
  })
  .get("/away", () => {
    throw Object.assign(new Error("fetch failed: hunter2"), { severity: undefined, code: undefined });
  })
  .get("/teapot", () => {
    throw new HTTPException(418);
  })
  .get("/limited", () => {
    throw new ApiError("rate_limited", "Wait.", { headers: { "Retry-After": "7" } });
  })
  .get("/closed", (c) => c.text("inside"))
  .get("/unlisted", (c) => c.text("not in the contract"));

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

async function expectProblem(answer: Response, code: ProblemCode): Promise<Problem> {
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  const problem = Problem.parse(await answer.json());
  expect([problem.code, problem.status]).toEqual([code, answer.status]);
  return problem;
}

function post(content: BodyInit, headers: Record<string, string> = {}) {
  return app.request("/notes", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: content,
  });
}

describe("a body", () => {
  test.each(["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])(
    "sent as %s is read",
    async (type) => {
      expect(await (await post('{"text":"hi"}', { "Content-Type": type })).json()).toEqual({ text: "hi" });
    },
  );

  test.each([
    { "Content-Type": "text/plain" },
    { "Content-Type": "application/x-www-form-urlencoded" },
    { "Content-Type": "application/json; charset=utf-16" },
    { "Content-Type": "text/json" },
    { "Content-Type": "" },
    { "Content-Encoding": "gzip" },
    { "Content-Encoding": "unknown" },
  ])("with %j is refused", async (headers) => {
    await expectProblem(await post('{"text":"hi"}', headers), "content_type_unsupported");
  });

  test("over the endpoint's own limit is refused, announced or not", async () => {
    const large = JSON.stringify({ text: "x".repeat(500_000) });
    await expectProblem(await post(large, { "Content-Length": String(large.length) }), "body_too_large");
    await expectProblem(await post(large), "body_too_large");
  });

  test("over 16 KiB is refused where the contract says nothing", async () => {
    const answer = await app.request("/notes/1", {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: "x".repeat(16 * 1024) }),
    });
    await expectProblem(answer, "body_too_large");
  });

  test.each([
    ["nothing", ""],
    ["half of a value", '{"text":'],
    ["two values", "{}{}"],
    ["33 levels", "[".repeat(33) + "]".repeat(33)],
    ["20,000 levels", "[".repeat(20_000)],
    ["deep levels behind a string with brackets", `["]]]]\\"",${"[".repeat(33)}${"]".repeat(33)}]`],
  ])("of %s is malformed", async (_, content) => {
    await expectProblem(await post(content), "malformed_json");
  });

  test("of brackets inside a string is not deep", async () => {
    const problem = await expectProblem(
      await post(JSON.stringify({ text: "[".repeat(100) })),
      "validation_failed",
    );
    expect(problem.errors?.map(({ path }) => path)).toEqual(["text"]);
  });

  test("is refused field by field, unknown fields by their own name, without repeating what was sent", async () => {
    const sent = { text: 1, role: "admin", tags: [{ name: "a" }, { name: 2, "evil\nkey": "hunter2" }] };
    const problem = await expectProblem(await post(JSON.stringify(sent)), "validation_failed");
    expect(problem.errors?.map(({ path }) => path).toSorted()).toEqual(
      ["role", "tags.1.evil\nkey", "tags.1.name", "text"].toSorted(),
    );
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(JSON.stringify(problem)).not.toContain("admin");
  });

  test("cannot reach the prototype of objects", async () => {
    const sent = '{"text":"a","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    await expectProblem(await post(sent), "validation_failed");
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("an address", () => {
  test.each([
    ["DELETE", "/notes", "POST"],
    ["POST", "/notes/1", "GET, PATCH"],
    ["OPTIONS", "/notes/1", "GET, PATCH"],
  ])("%s %s says which methods it takes", async (method, path, allow) => {
    const answer = await app.request(path, { method });
    await expectProblem(answer, "method_not_allowed");
    expect(answer.headers.get("Allow")).toBe(allow);
  });

  test.each([
    "/nowhere",
    "/unlisted",
    "/unmounted",
    "/notes/1/2",
    "/notes/",
    "//notes/1",
    "/notes/1;a/b",
    "/",
  ])("%s that nobody serves is a problem document", async (path) => {
    await expectProblem(await app.request(path, { headers: { Accept: "text/html" } }), "not_found");
  });

  test("answers HEAD like GET without a body", async () => {
    const answer = await app.request("/notes/1", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("behind a guard is closed", async () => {
    await expectProblem(await app.request("/closed"), "access_token_missing");
  });

  test("whose guard was forgotten keeps the worker from starting", () => {
    expect(() => createBaseApp({ service: "api", endpoints, webOrigin, guards: {} })).toThrow(TypeError);
  });
});

describe("every answer", () => {
  test.each([
    ["/notes/1", 200],
    ["/broken", 500],
    ["/limited", 429],
    ["/nowhere", 404],
    ["/closed", 401],
  ])("%s (%i) carries the security headers and is kept by nobody", async (path, status) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "cross-origin-resource-policy": "same-site",
      "referrer-policy": "no-referrer",
      "strict-transport-security": expect.stringMatching(/^max-age=63072000/),
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test.each(["/notes/1", "/broken", "/nowhere"])(
    "%s can be read by the web app and by no other origin",
    async (path) => {
      const ours = await app.request(path, { headers: { Origin: webOrigin } });
      expect(ours.headers.get("Access-Control-Allow-Origin")).toBe(webOrigin);
      expect(ours.headers.get("Access-Control-Allow-Credentials")).toBe("true");
      expect(ours.headers.get("Vary")).toContain("Origin");
      const other = await app.request(path, { headers: { Origin: "https://evil.example" } });
      expect(Array.from(other.headers.keys()).filter((name) => name.startsWith("access-control-"))).toEqual(
        [],
      );
      expect(other.headers.get("Vary")).toContain("Origin");
    },
  );

  test("to a preflight names the web app alone", async () => {
    const preflight = {
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type",
    };
    const ours = await app.request("/notes", {
      method: "OPTIONS",
      headers: { ...preflight, Origin: webOrigin },
    });
    expect(ours.status).toBe(204);
    expect(ours.headers.get("Access-Control-Allow-Origin")).toBe(webOrigin);
    const other = await app.request("/notes", {
      method: "OPTIONS",
      headers: { ...preflight, Origin: "https://evil.example" },
    });
    expect(other.headers.has("Access-Control-Allow-Origin")).toBe(false);
  });
});

describe("a failure", () => {
  test.each(["/broken", "/teapot"])("%s that nobody foresaw says nothing about itself", async (path) => {
    const problem = await expectProblem(await app.request(path), "internal");
    expect(JSON.stringify(problem)).not.toMatch(/disk|teapot|418/i);
  });

  test("keeps the headers of its refusal", async () => {
    expect((await app.request("/limited")).headers.get("Retry-After")).toBe("7");
  });
});

describe("the log", () => {
  test("has one line per request, with the route instead of the address and our own request id", async () => {
    const forged = { "X-Request-Id": "forged", "User-Agent": "a\tb" };
    const answer = await app.request("/notes/hunter2?token=hunter2", { headers: forged });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("\n");
    expect(lines[0]).not.toContain("hunter2");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "info",
      service: "api",
      method: "GET",
      route: "/notes/:id",
      status: 200,
      request_id: answer.headers.get("X-Request-Id"),
    });
    expect(answer.headers.get("X-Request-Id")).not.toBe("forged");
  });

  test("names the cause of a failure", async () => {
    await app.request("/broken");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      status: 500,
      error: expect.stringContaining("the disk is full"),
    });
  });

  test("says of a failed statement its code and no value", async () => {
    await app.request("/refused");
    expect(lines[0]).toContain("22P02");
    expect(lines[0]).not.toContain("hunter2");
  });
});

test("a database that did not answer is logged as such", async () => {
  await app.request("/away");
  expect(lines[0]).toContain("no answer");
  expect(lines[0]).not.toContain("hunter2");
});

import type { Endpoints } from "@alva/contracts/endpoint";
import { problems, type ProblemCode } from "@alva/contracts/problem";
import * as fc from "fast-check";
import { HTTPException } from "hono/http-exception";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { ApiError, dependencyUnavailable } from "./api-error.ts";
import { createBaseApp } from "./base-app.ts";
import { expectCommonHeaders } from "./testing/expect-common-headers.ts";
import { expectProblem } from "./testing/expect-problem.ts";
import { body } from "./validate.ts";

const Note = z.strictObject({
  text: z.string().max(10),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
});
const Reminder = z.strictObject({ daily: z.boolean().default(true) });
const common = { summary: "", tag: "", access: "open", replies: {}, problems: [] } as const;
const endpoints = {
  write: { ...common, method: "POST", path: "/notes", body: Note, maxBodyBytes: 500_000 },
  read: { ...common, method: "GET", path: "/notes/:id" },
  change: { ...common, method: "PATCH", path: "/notes/:id", body: Note },
  remind: { ...common, method: "POST", path: "/reminders", body: Reminder, bodyOptional: true },
  broken: { ...common, method: "GET", path: "/broken" },
  refused: { ...common, method: "GET", path: "/refused" },
  telling: { ...common, method: "GET", path: "/telling" },
  away: { ...common, method: "GET", path: "/away" },
  teapot: { ...common, method: "GET", path: "/teapot" },
  limited: { ...common, method: "GET", path: "/limited" },
  silent: { ...common, method: "GET", path: "/silent" },
  unmounted: { ...common, method: "GET", path: "/unmounted" },
  closed: { ...common, method: "GET", path: "/closed", access: "bearer" },
} as const satisfies Endpoints;

const digest = "4Qr2vQ1bq0hQ9dQ7zQ5tQ3wQ8xQ6yQ0aQ1sQ2fQ3gQ4+";
const webOrigin = "https://app.example.com";
const options = {
  service: "api",
  endpoints,
  webOrigin,
  production: false,
  guards: {
    bearer: () => Promise.reject(new ApiError("access_token_missing", "Sign in.")),
  },
} as const;
const app = createBaseApp(options)
  .post("/notes", body(Note), (c) => c.json(c.req.valid("json")))
  .patch("/notes/:id", body(Note), (c) => c.json(c.req.valid("json")))
  .post("/reminders", body(Reminder), (c) => c.json(c.req.valid("json")))
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
  .get("/telling", () => {
    throw new Error(`want ${digest}=, token ${digest.replaceAll("Q", "_")}`);
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
  .get("/silent", () => {
    throw dependencyUnavailable(new Error("no answer"));
  })
  .get("/closed", (c) => c.text("inside"))
  .get("/unlisted", (c) => c.text("not in the contract"));

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

interface PlainRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function json(content: string): PlainRequest {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: content };
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

  test.each<[string, RequestInit]>([
    ["no body", {}],
    ["an empty one of no type", { body: new Uint8Array(), headers: { "Content-Length": "0" } }],
  ])("that is optional may be missing: %s", async (_, init) => {
    const answer = await app.request("/reminders", { method: "POST", ...init });
    expect(await answer.json()).toEqual({ daily: true });
  });

  test("that is optional is read when it is there", async () => {
    expect(await (await app.request("/reminders", json('{"daily":false}'))).json()).toEqual({ daily: false });
  });

  test.each<[string, RequestInit, ProblemCode]>([
    ["no type", { body: new TextEncoder().encode('{"daily":false}') }, "content_type_unsupported"],
    ["another type", { ...json('{"daily":false}'), headers: {} }, "content_type_unsupported"],
    ["nothing in it", json(""), "malformed_json"],
    ["an unknown field", json('{"weekly":true}'), "validation_failed"],
  ])("that is optional is refused with %s, not left unread", async (_, init, code) => {
    await expectProblem(await app.request("/reminders", { method: "POST", ...init }), code);
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

  test("nested 20,000 deep is too large where the limit is smaller than it", async () => {
    const answer = await app.request("/notes/1", { ...json("[".repeat(20_000)), method: "PATCH" });
    await expectProblem(answer, "body_too_large");
  });

  test.each([
    ["of a stream", {}],
    ["that announced its length", { "Content-Length": "13" }],
  ])("%s that is not complete after 10 seconds is not waited for", async (_, headers) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const slow = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"text":')),
    });
    const answer = app.request("/notes", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: slow,
      duplex: "half",
    } as RequestInit);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expectProblem(await answer, "request_timeout");
    vi.useRealTimers();
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

  test("is as deep as its brackets outside strings, whatever a string holds", async () => {
    const signs = fc.string({ unit: fc.constantFrom('"', "\\", "[", "]", "{", "}", "a") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(signs, { maxLength: 4 }),
        fc.integer({ min: 1, max: 31 }),
        async (texts, levels) => {
          const inner = JSON.stringify(texts);
          const shallow = await post("[".repeat(levels) + inner + "]".repeat(levels));
          await expectProblem(shallow, "validation_failed");
          const deep = await post(`${"[".repeat(32)}${inner}${"]".repeat(32)}`);
          await expectProblem(deep, "malformed_json");
        },
      ),
    );
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

  test("of 16 kB, 1,000 headers, or one of 64 kB, is no failure", async () => {
    const many = Array.from({ length: 1000 }, (_, index): [string, string] => [`X-Header-${index}`, "value"]);
    const answers = [
      await app.request(`/notes/${"x".repeat(16 * 1024)}`),
      await app.request(`/notes/1?${"x".repeat(16 * 1024)}`),
      await app.request(`/${"x".repeat(16 * 1024)}`),
      await app.request("/notes/1", { headers: many }),
      await app.request("/notes/1", { headers: { "X-Large": "x".repeat(64 * 1024) } }),
      await app.request("/closed", { headers: { Authorization: `Bearer ${"x".repeat(64 * 1024)}` } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 200, 401]);
    expect(lines.every((line) => line.length < 500)).toBe(true);
  });

  test("answers HEAD like GET without a body", async () => {
    const answer = await app.request("/notes/1", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("behind a guard is closed", async () => {
    await expectProblem(await app.request("/closed"), "access_token_missing");
  });

  test("whose guard was forgotten keeps the worker from starting", () => {
    expect(() => createBaseApp({ ...options, guards: {} })).toThrow(TypeError);
  });
});

describe("every answer", () => {
  test.each<[ProblemCode | "none", string, PlainRequest]>([
    ["none", "/notes/1", {}],
    ["malformed_json", "/notes", json("{")],
    ["access_token_missing", "/closed", {}],
    ["not_found", "/nowhere", {}],
    ["method_not_allowed", "/notes/1", { method: "DELETE" }],
    ["body_too_large", "/notes", json("x".repeat(500_001))],
    ["content_type_unsupported", "/notes", { method: "POST", body: "text" }],
    ["validation_failed", "/notes", json("{}")],
    ["rate_limited", "/limited", {}],
    ["internal", "/broken", {}],
    ["dependency_unavailable", "/silent", {}],
  ])(
    "(refused as %s: %s) has the security headers, is kept by nobody, and is for the web app alone",
    async (code, path, init) => {
      for (const origin of [webOrigin, "https://evil.example"]) {
        const answer = await app.request(path, {
          ...init,
          headers: { ...init.headers, Origin: origin, Accept: "text/html" },
        });
        expect(answer.status).toBe(code === "none" ? 200 : problems[code].status);
        expect(answer.headers.get("Cache-Control")).toBe("no-store");
        expectCommonHeaders(answer);
        const shared = Array.from(answer.headers).filter(([name]) => name.startsWith("access-control-"));
        expect(Object.fromEntries(shared)).toEqual(
          origin === webOrigin
            ? {
                "access-control-allow-credentials": "true",
                "access-control-allow-origin": webOrigin,
                "access-control-expose-headers":
                  "X-Request-Id,Retry-After,RateLimit,RateLimit-Policy,Content-Disposition,ETag",
              }
            : {},
        );
        if (code !== "none") await expectProblem(answer, code);
      }
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
    expect(Array.from(other.headers.keys()).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    for (const answer of [ours, other]) expectCommonHeaders(answer);
  });
});

describe("in production plain http", () => {
  const deployed = createBaseApp({ ...options, production: true }).get("/notes/:id", (c) => {
    c.header("Set-Cookie", "a=b");
    return c.text("here");
  });

  test.each([
    {},
    { "X-Forwarded-Proto": "https" },
    { Forwarded: "proto=https" },
    { "CF-Visitor": '{"scheme":"https"}' },
  ])("is refused and sets no cookie, whatever the client says of itself: %j", async (headers) => {
    const answer = await deployed.request("http://api.example.com/notes/1", { headers });
    await expectProblem(answer, "https_required");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("is refused before anything is looked up", async () => {
    await expectProblem(await deployed.request("http://api.example.com/nowhere"), "https_required");
  });

  test("is all that is refused", async () => {
    const headers = { "X-Forwarded-Proto": "http" };
    expect((await deployed.request("https://api.example.com/notes/1", { headers })).status).toBe(200);
    expect((await app.request("http://localhost/notes/1")).status).toBe(200);
  });
});

describe("a failure", () => {
  test.each(["/broken", "/teapot"])("%s that nobody foresaw says nothing about itself", async (path) => {
    const { request_id: _id, ...said } = await expectProblem(await app.request(path), "internal");
    expect(JSON.stringify(said)).not.toMatch(/disk|teapot|418/i);
  });

  test("keeps the headers of its refusal", async () => {
    expect((await app.request("/limited")).headers.get("Retry-After")).toBe("7");
  });
});

describe("the log", () => {
  test("has one line per request, with the route instead of the address and our own request id", async () => {
    const forged = { "X-Request-Id": "forged".repeat(1700), "User-Agent": "a\tb" };
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
    expect(answer.headers.get("X-Request-Id")).not.toContain("forged");
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

test("what could be a secret in an error's words is cut out", async () => {
  await app.request("/telling");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ error: "Error: want …, token …" });
});

test("a database that did not answer is logged as such", async () => {
  await app.request("/away");
  expect(lines[0]).toContain("no answer");
  expect(lines[0]).not.toContain("hunter2");
});

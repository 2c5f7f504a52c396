import { afterEach, describe, expect, test, vi } from "vitest";
import { ben, grant, headersOf, noContent, prepareAuth, refusal } from "./testing/prepared-auth.ts";

const api = "https://api.example.com/tasks";

afterEach(() => {
  vi.restoreAllMocks();
});

function tracesOf(asked: readonly Request[]): (string | null)[] {
  return asked.map((request) => request.headers.get("traceparent"));
}

describe("fetch", () => {
  test("adds the token to what the caller sends", async () => {
    const { openTab, asked } = prepareAuth({ "/auth/refresh": [grant("mine")], "/tasks": [noContent] });
    await openTab().fetch(api, { method: "PUT", headers: { "Idempotency-Key": "one" }, body: "{}" });
    expect(asked[1]?.method).toBe("PUT");
    expect(await asked[1]?.text()).toBe("{}");
    expect(headersOf(asked[1])).toMatchObject({ authorization: "Bearer mine", "idempotency-key": "one" });
  });

  test.each(["access_token_expired", "access_token_invalid"])(
    "replaces a token answered by %s and sends once more",
    async (code) => {
      const { openTab, asked } = prepareAuth({
        "/auth/refresh": [grant("one"), grant("two")],
        "/tasks": [refusal(401, code), () => Response.json("done")],
      });
      const answer = await openTab().fetch(api, { method: "POST", body: "{}" });
      expect(await answer.json()).toBe("done");
      const sent = asked.filter(({ url }) => url === api);
      expect(sent.map((request) => headersOf(request).authorization)).toEqual(["Bearer one", "Bearer two"]);
      expect(await Promise.all(sent.map((request) => request.text()))).toEqual(["{}", "{}"]);
    },
  );

  test("replaces the token once for all requests that were refused it", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [
        ...Array.from({ length: 20 }, () => refusal(401, "access_token_expired")),
        ...Array.from({ length: 20 }, () => noContent),
      ],
    });
    const client = openTab();
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.fetch(api)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    expect(timesAsked("/auth/refresh")).toBe(2);
  });

  test("gives back the second refusal and does not try a third time", async () => {
    const refused = refusal(401, "access_token_invalid");
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two"), grant("three")],
      "/tasks": [refused, refused, refused],
    });
    const answer = await openTab().fetch(api);
    expect(await answer.json()).toMatchObject({ code: "access_token_invalid" });
    expect([timesAsked("/tasks"), timesAsked("/auth/refresh")]).toEqual([2, 2]);
  });

  test.each([
    ["401 of another kind", refusal(401, "link_invalid")],
    ["403", refusal(403, "origin_forbidden")],
    ["503", refusal(503, "dependency_unavailable")],
  ])("gives back a %s as it is", async (_, refused) => {
    const { openTab, timesAsked } = prepareAuth({ "/auth/refresh": [grant("one")], "/tasks": [refused] });
    const answer = await openTab().fetch(api);
    expect(await answer.json()).toMatchObject({ detail: "d" });
    expect(timesAsked("/tasks")).toBe(1);
  });

  test("rejects with the reason when a refused token cannot be replaced now", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), refusal(503, "dependency_unavailable")],
      "/tasks": [refusal(401, "access_token_expired")],
    });
    await expect(openTab().fetch(api)).rejects.toMatchObject({ code: "dependency_unavailable" });
    expect(timesAsked("/tasks")).toBe(1);
  });

  test("does not wait for the refresh of a session before to replace a token", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [() => slow.promise, grant("ben's second", ben)],
      "/auth/verify-magic-link": [grant("ben's first", ben)],
      "/tasks": [refusal(401, "access_token_invalid"), noContent],
    });
    // As when the refresh takes longer than anybody waits for the lock.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    const client = openTab();
    const before = client.refresh();
    await vi.waitUntil(() => timesAsked("/auth/refresh") === 1);
    await client.verifyMagicLink("secret");
    expect((await client.fetch(api)).status).toBe(204);
    slow.resolve(grant("ann's")());
    expect(await before).toBe("ben's second");
  });

  test("sends a Request a second time with its body and headers", async () => {
    const sent: string[] = [];
    const record = async (request: Request) => {
      sent.push(
        `${request.headers.get("Authorization")}, ${request.headers.get("X-Kept")}, ${await request.text()}`,
      );
    };
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [
        (request) => record(request).then(refusal(401, "access_token_expired")),
        (request) => record(request).then(noContent),
      ],
    });
    const request = new Request(api, { method: "POST", headers: { "X-Kept": "kept" }, body: "all of it" });
    expect((await openTab().fetch(request)).status).toBe(204);
    expect(sent).toEqual(["Bearer one, kept, all of it", "Bearer two, kept, all of it"]);
  });

  test("does not send a stream a second time", async () => {
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("one"), grant("two")],
      "/tasks": [refusal(401, "access_token_expired")],
    });
    const init = { method: "POST", body: new ReadableStream(), duplex: "half" };
    const answer = await openTab().fetch(api, init);
    expect(answer.status).toBe(401);
    expect([timesAsked("/tasks"), timesAsked("/auth/refresh")]).toEqual([1, 1]);
  });

  test("hands on a streamed answer while it is still being written", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { openTab } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/plans/1/events": [() => new Response(readable, { headers: { "Content-Type": "text/event-stream" } })],
    });
    const { body } = await openTab().fetch("https://api.example.com/plans/1/events");
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const writer = writable.getWriter();
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      void writer.write(new TextEncoder().encode(event));
      expect(await reader?.read()).toMatchObject({ value: event });
    }
  });

  test("does not repeat one person's request as another who signed in meanwhile", async () => {
    const slow = Promise.withResolvers<Response>();
    const { openTab, timesAsked } = prepareAuth({
      "/auth/refresh": [grant("ann's")],
      "/auth/verify-magic-link": [grant("ben's", ben)],
      "/tasks": [() => slow.promise],
    });
    const client = openTab();
    const pending = client.fetch(api);
    await vi.waitUntil(() => timesAsked("/tasks") === 1);
    await client.verifyMagicLink("secret");
    slow.resolve(refusal(401, "access_token_invalid")());
    await expect(pending).rejects.toMatchObject({ code: "session_invalid" });
    expect(await client.accessToken()).toBe("ben's");
  });
});

describe("a trace", () => {
  const form = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/;

  test("begins with each call, in a form that any service can read", async () => {
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("one")],
      "/tasks": [() => Response.json({}), () => Response.json({})],
    });
    const client = openTab();
    await client.fetch(api);
    await client.fetch(api);
    const traces = tracesOf(asked);
    expect(traces).toEqual([
      expect.stringMatching(form),
      expect.stringMatching(form),
      expect.stringMatching(form),
    ]);
    expect(new Set(traces.map((trace) => trace?.slice(3, 35))).size).toBe(3);
  });

  test("is the same when a call is sent again with another token, and the caller's own where there is one", async () => {
    const own = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const { openTab, asked } = prepareAuth({
      "/auth/refresh": [grant("old"), grant("new")],
      "/tasks": [refusal(401, "access_token_expired"), () => Response.json({}), () => Response.json({})],
    });
    const client = openTab();
    await client.fetch(api);
    const [first, again] = tracesOf(asked.filter(({ url }) => url === api));
    expect(first).toMatch(form);
    expect(again).toBe(first);
    await client.fetch(api, { headers: { traceparent: own } });
    expect(tracesOf(asked).at(-1)).toBe(own);
  });
});

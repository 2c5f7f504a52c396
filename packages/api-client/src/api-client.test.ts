import { ProblemError } from "@alva/contracts/problem-error";
import { expect, test, vi } from "vitest";
import { createApiClient } from "./api-client.ts";

const id = "0196a5a0-0000-4000-8000-000000000001";
const status = {
  id,
  state: "strategy",
  sequence: 1,
  steps: [{ step: "strategy", state: "working", attempt: 1, max_attempts: 3, reason: null }],
  created_at: "2026-08-20T10:00:00.000Z",
  updated_at: "2026-08-20T10:00:01.000Z",
};

/** A client of a service that gives this answer, and what it was asked. */
function clientOf(answer: Response) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const client = createApiClient({
    apiOrigin: "https://api.example.com",
    fetch: async (input, init) => {
      asked.push({ url: String(input instanceof Request ? input.url : input), init });
      return answer;
    },
  });
  return { client, asked };
}

function problem(code: string, headers: Record<string, string> = {}): Response {
  const body = {
    type: `urn:alva:problem:${code}`,
    title: "t",
    status: 422,
    code,
    detail: "d",
    request_id: "r",
  };
  return Response.json({ ...body, errors: [{ path: "a.0", message: "m" }] }, { status: 422, headers });
}

test("a body carries its type and the idempotency key", async () => {
  const { client, asked } = clientOf(Response.json({ id, created_at: status.created_at }, { status: 202 }));
  await client.generatePlan({ regenerate: true }, { idempotencyKey: "one" });
  expect(asked).toMatchObject([
    {
      url: "https://api.example.com/plans/generate",
      init: {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "Idempotency-Key": "one",
        },
        body: '{"regenerate":true}',
      },
    },
  ]);
});

test("filters go into the query, those left open do not", async () => {
  const { client, asked } = clientOf(Response.json({ items: [], next_cursor: null }));
  await client.listTasks({ quick_win: false, week: 3, status: ["planned", "done"], cursor: undefined });
  expect(asked[0]?.url).toBe(
    "https://api.example.com/tasks?quick_win=false&week=3&status=planned&status=done",
  );
});

test("a refusal is a ProblemError with its code, its fields and how long to wait", async () => {
  const { client } = clientOf(problem("validation_failed", { "Retry-After": "7" }));
  const error = await client.getProfile().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    code: "validation_failed",
    errors: [{ path: "a.0", message: "m" }],
    retryAfterSeconds: 7,
  });
});

test("a proxy's page is a problem like any other", async () => {
  const { client } = clientOf(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(client.getProfile()).rejects.toMatchObject({ code: "dependency_unavailable", status: 502 });
});

test("an answer that breaks the contract is refused", async () => {
  const { client } = clientOf(Response.json({ ...status, state: "dancing" }));
  await expect(client.getPlanStatus(id)).rejects.toThrow(/state/);
});

test("an answer that does not come within 20 seconds is given up; a file takes as long as it takes", async () => {
  const late = new DOMException("It took too long.", "TimeoutError");
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(late));
  const client = createApiClient({
    apiOrigin: "https://api.example.com",
    fetch: async (_input, init) => {
      init?.signal?.throwIfAborted();
      return new Response("all of it");
    },
  });
  await expect(client.getProfile()).rejects.toBe(late);
  expect(timeout).toHaveBeenCalledExactlyOnceWith(20_000);
  expect(await (await client.readExport("https://api.example.com/exports/files/secret")).text()).toBe(
    "all of it",
  );
  timeout.mockRestore();
});

test("plan events are read however the stream is cut, heartbeats left out", async () => {
  const event = { type: "status", at: status.updated_at, status };
  const text = `: still here\n\nid: 1\nevent: status\ndata: ${JSON.stringify(event)}\n\n`;
  const pieces = Array.from({ length: Math.ceil(text.length / 7) }, (_, index) =>
    text.slice(index * 7, index * 7 + 7),
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  const { client } = clientOf(new Response(body, { headers: { "Content-Type": "text/event-stream" } }));
  const seen: unknown[] = [];
  for await (const read of client.planEvents(id)) seen.push(read);
  expect(seen).toEqual([event]);
});

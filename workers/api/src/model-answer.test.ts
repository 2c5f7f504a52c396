import { afterEach, describe, expect, test, vi } from "vitest";
import { putOffSeconds, readModelAnswer } from "./model-answer.ts";
import { base64 } from "./testing/ready-plan.ts";

afterEach(() => void vi.useRealTimers());

function report(status: number, body: unknown, header: Record<string, string[]> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { sourceMessageId: "msg_test", status, header, body: base64(text) };
}

function completion(message: object, finish_reason = "stop") {
  return {
    model: "m",
    choices: [{ finish_reason, message }],
    usage: { prompt_tokens: 3, completion_tokens: 5 },
  };
}

test("a completion is read with its words, its model and its tokens", () => {
  expect(readModelAnswer(report(200, completion({ content: "Grüße, 店" })))).toEqual({
    kind: "answered",
    text: "Grüße, 店",
    model: "m",
    usage: { promptTokens: 3, completionTokens: 5 },
  });
});

describe("worth another attempt:", () => {
  test.each([
    ["no response", { sourceMessageId: "msg_test", status: -1 }],
    ["a server's error", report(503, "busy")],
    ["too many requests", report(429, { error: { code: "rate_limit_exceeded" } })],
    ["an answer that was cut off", report(200, completion({ content: "{" }, "length"))],
    ["a refusal in words", report(200, completion({ content: null, refusal: "I cannot" }))],
    ["a page instead of JSON", report(200, "<h1>Hello</h1>")],
    ["no choices", report(200, { model: "m", choices: [] })],
    ["more than a megabyte", report(200, completion({ content: "x".repeat(1024 * 1024) }))],
    ["a body that is not base64", { sourceMessageId: "msg_test", status: 200, body: "%%%" }],
  ])("%s", (_what, callback) => {
    expect(readModelAnswer(callback).kind).toBe("failed");
  });

  test.each([
    [["20"], 20],
    [["3600"], 120],
    [["soon"], undefined],
    [["-1"], undefined],
    [["Mon, 02 Nov 2026 09:00:45 GMT"], 45],
    [["Monday, 02-Nov-26 09:01:00 GMT"], 60],
    [["Mon, 02 Nov 2026 08:59:00 GMT"], undefined],
    [["Wed, 02 Dec 2026 09:00:00 GMT"], 120],
  ])("Retry-After %s is waited for as %s seconds", (value, seconds) => {
    vi.setSystemTime("2026-11-02T09:00:00Z");
    expect(readModelAnswer(report(429, "", { "retry-after": value }))).toMatchObject({
      kind: "failed",
      retryAfterSeconds: seconds,
    });
  });
});

describe("not worth another attempt:", () => {
  test.each([
    ["a bad request", report(400, "")],
    ["a wrong key", report(401, "")],
    ["no permission", report(403, "")],
    ["an unknown model", report(404, "")],
    ["an empty account", report(429, { error: { code: "insufficient_quota" } })],
  ])("%s", (_what, callback) => {
    expect(readModelAnswer(callback).kind).toBe("refused");
  });
});

test("a busy service is waited for as long as it asks, and longer each time", () => {
  const busy = readModelAnswer(report(429, { error: { code: "rate_limit_exceeded" } }));
  expect(busy).toMatchObject({ kind: "failed", isBusy: true });
  expect(readModelAnswer(report(503, ""))).not.toHaveProperty("isBusy");
  expect([undefined, 1, 2, 5, 99].map((waits) => putOffSeconds({ waits }))).toEqual([2, 4, 8, 60, 60]);
  expect(putOffSeconds({ waits: 1 }, 20)).toBe(20);
});

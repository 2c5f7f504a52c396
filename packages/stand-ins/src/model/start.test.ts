import OpenAI, { APIConnectionError, APIError } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { startModel, type Model } from "./start.ts";

const apiKey = "sk-test-only";
const Advice = z.strictObject({ headline: z.string(), posts: z.int().min(0).max(7) });
const advice = { headline: "Café, then “posts” 🎉", posts: 3 };

let model: Model;
let client: OpenAI;
let words: string | undefined = JSON.stringify(advice);

beforeAll(async () => {
  model = await startModel({ apiKey, answer: () => words });
  client = new OpenAI({ apiKey, baseURL: `${model.url}/v1`, maxRetries: 0 });
});
afterAll(() => model.close());
afterEach(() => {
  words = JSON.stringify(advice);
  model.answers.clear();
  model.faults.clear();
});

const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Advise a bakery." }];
const request = { model: "gpt-5-mini", messages, response_format: zodResponseFormat(Advice, "advice") };

test("a JSON schema answer parses with the official client and names the offline playbook", async () => {
  const completion = await client.chat.completions.parse(request);
  expect(completion.choices[0]?.message.parsed).toEqual(advice);
  expect(completion).toMatchObject({ model: "gpt-5-mini", system_fingerprint: "alva-offline-playbook" });
  expect(completion.choices[0]).toMatchObject({ finish_reason: "stop", message: { refusal: null } });
  const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = completion.usage ?? {};
  expect(prompt_tokens).toBeGreaterThan(0);
  expect(completion_tokens).toBe(Math.ceil(JSON.stringify(advice).length / 4));
  expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  expect(model.calls()[0]).toMatchObject({ model: "gpt-5-mini", schema: "advice", outcome: "stop" });
});

test.each([true, false])(
  "a stream adds up to the same answer, with usage only when asked (%s)",
  async (include_usage) => {
    const stream = await client.chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage },
    });
    let text = "";
    const reasons: (string | null)[] = [];
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of stream) {
      expect(chunk.object).toBe("chat.completion.chunk");
      for (const { delta, finish_reason } of chunk.choices) {
        text += delta.content ?? "";
        if (finish_reason) reasons.push(finish_reason);
      }
      usage = chunk.usage ?? usage;
    }
    expect(JSON.parse(text)).toEqual(advice);
    expect(reasons).toEqual(["stop"]);
    expect(usage !== undefined).toBe(include_usage);
  },
);

test("the offline model is listed under its own name", async () => {
  const { data } = await client.models.list();
  expect(data.map(({ id }) => id)).toEqual(["alva-offline"]);
  expect((await client.models.retrieve("alva-offline")).id).toBe("alva-offline");
  await expect(client.models.retrieve("gpt-5")).rejects.toMatchObject({
    status: 404,
    code: "model_not_found",
  });
});

test("a wrong key is refused as OpenAI refuses it", async () => {
  const stranger = client.withOptions({ apiKey: "sk-wrong" });
  await expect(stranger.chat.completions.create(request)).rejects.toMatchObject({
    status: 401,
    code: "invalid_api_key",
    type: "invalid_request_error",
  });
});

test.each([
  ["no messages", { model: "m", messages: [] }, "messages"],
  ["no model", { messages: [{ role: "user", content: "x" }] }, "model"],
  ["an unknown role", { model: "m", messages: [{ role: "king", content: "x" }] }, "messages.0.role"],
])("a request with %s is refused naming the parameter", async (_case, body, param) => {
  await expect(client.post("/chat/completions", { body })).rejects.toMatchObject({ status: 400, param });
});

const closed = { type: "object", additionalProperties: false };
test.each([
  ["an open object", { type: "object", properties: {}, required: [] }, /'additionalProperties' is required/],
  ["an optional property", { ...closed, properties: { a: { type: "string" } }, required: [] }, /Missing 'a'/],
  [
    "a keyword that is not permitted, deep inside",
    {
      ...closed,
      properties: { a: { type: "array", items: { type: "string", maxLength: 3 } } },
      required: ["a"],
    },
    /In context=\('properties', 'a', 'items'\), 'maxLength' is not permitted/,
  ],
  ["a root that is no object", { type: "array", items: { type: "string" } }, /type: "object"/],
])("strict mode refuses a schema with %s", async (_case, schema, message) => {
  const response_format = { type: "json_schema" as const, json_schema: { name: "s", strict: true, schema } };
  const refusal = client.chat.completions.create({ model: "m", messages, response_format });
  await expect(refusal).rejects.toMatchObject({ status: 400, message: expect.stringMatching(message) });
});

test("a playbook that breaks the schema is an error and never an answer", async () => {
  words = JSON.stringify({ ...advice, posts: 8 });
  await expect(client.chat.completions.create(request)).rejects.toMatchObject({
    status: 500,
    message: expect.stringMatching(/broke the schema 'advice': posts/),
  });
});

test("what the playbook does not know is refused, or said plainly in a chat", async () => {
  words = undefined;
  const refused = await client.chat.completions.parse(request);
  expect(refused.choices[0]?.message).toMatchObject({
    content: null,
    refusal: expect.stringContaining("offline model"),
  });
  const chat = await client.chat.completions.create({ model: "m", messages });
  expect(chat.choices[0]?.message.content).toContain("offline model");
});

test("the answer ends at the token limit and says so", async () => {
  const { choices } = await client.chat.completions.create({ ...request, max_completion_tokens: 3 });
  expect(choices[0]).toMatchObject({
    finish_reason: "length",
    message: { content: JSON.stringify(advice).slice(0, 12) },
  });
});

test("prepared answers replace the playbook's, each for the requests it is meant for", async () => {
  model.answers.add({ kind: "text", text: "not json", match: "florist" });
  model.answers.add({ kind: "truncated" });
  model.answers.add({ kind: "refusal", refusal: "No." });
  const ask = async () => (await client.chat.completions.create(request)).choices[0];
  expect(await ask()).toMatchObject({ finish_reason: "length" });
  expect((await ask())?.message).toMatchObject({ content: null, refusal: "No." });
  expect((await ask())?.message.content).toBe(JSON.stringify(advice));
  const florist = await client.chat.completions.create({
    ...request,
    messages: [{ role: "user", content: "florist" }],
  });
  expect(florist.choices[0]?.message.content).toBe("not json");
});

test("another process prepares answers through the control address", async () => {
  const control = `${model.url}/_stand-in/answers`;
  const sent = await fetch(control, {
    method: "POST",
    body: JSON.stringify({ kind: "text", text: "{", times: 2 }),
  });
  expect(sent.status).toBe(204);
  for (const expected of ["{", "{", JSON.stringify(advice)]) {
    const { choices } = await client.chat.completions.create(request);
    expect(choices[0]?.message.content).toBe(expected);
  }
  expect((await fetch(control, { method: "POST", body: '{"kind":"song"}' })).status).toBe(400);
});

test("a switched-on fault reaches the official client as an API error", async () => {
  model.faults.add({
    kind: "status",
    status: 429,
    headers: { "retry-after": "20" },
    body: { error: { message: "slow down" } },
  });
  const error = await client.chat.completions.create(request).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toMatchObject({ status: 429 });
});

test("closing ends a call that is still thinking", async () => {
  const slow = await startModel({ apiKey, answer: () => words, thinkMs: 3_600_000 });
  const caller = new OpenAI({ apiKey, baseURL: `${slow.url}/v1`, maxRetries: 0 });
  const asked = caller.chat.completions.create(request).catch((error: unknown) => error);
  await expect.poll(() => slow.calls()).toHaveLength(1);
  await slow.close();
  expect(await asked).toBeInstanceOf(APIConnectionError);
});

const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: "function",
    function: {
      name: "park",
      strict: true,
      parameters: { ...closed, properties: { id: { type: "string" } }, required: ["id"] },
    },
  },
];

test("function calls arrive whole and in pieces alike, behind the text", async () => {
  const toolCalls = [
    { name: "park", arguments: { id: "a long id that takes more than one piece" } },
    { name: "park", arguments: { id: "b" } },
  ];
  model.answers.add({ kind: "text", text: "Shall I?", toolCalls, times: 2 });
  const whole = await client.chat.completions.create({ model: "m", messages, tools });
  const streamed = await client.chat.completions
    .stream({ model: "m", messages, tools })
    .finalChatCompletion();
  for (const { choices } of [whole, streamed]) {
    expect(choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: "Shall I?" } });
    const calls = choices[0]?.message.tool_calls ?? [];
    expect(calls).toMatchObject(
      toolCalls.map(({ name, arguments: argument }) => ({
        id: expect.stringMatching(/^call_/),
        type: "function",
        function: { name, arguments: JSON.stringify(argument) },
      })),
    );
  }
});

test("strict mode refuses a function whose parameters break its rules", async () => {
  const broken = structuredClone(tools);
  if (broken[0]?.type === "function") broken[0].function.parameters = { type: "object", properties: {} };
  await expect(client.chat.completions.create({ model: "m", messages, tools: broken })).rejects.toMatchObject(
    {
      status: 400,
      param: "tools[0].function.parameters",
      message: expect.stringMatching(/Invalid schema for function 'park'/),
    },
  );
});

test("a stream that breaks off has sent its text and no end", async () => {
  model.answers.add({ kind: "text", text: "Half of a sentence that goes", ending: "break" });
  const stream = await client.chat.completions.create({ model: "m", messages, stream: true });
  let text = "";
  const read = async () => {
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  };
  await expect(read()).rejects.toThrow(/terminated|error/i);
  expect(text).toBe("Half of a sentence that goes");
});

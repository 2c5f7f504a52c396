import * as z from "zod";
import { ModelError } from "./model-error.ts";
import { requireStrictSchema } from "./strict-schema.ts";

const Content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);
const Message = z.looseObject({
  role: z.enum(["developer", "system", "user", "assistant", "tool", "function"]),
  content: Content.nullish(),
});
const Tool = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    strict: z.boolean().nullish(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  }),
});
const ResponseFormat = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text") }),
  z.looseObject({ type: z.literal("json_object") }),
  z.looseObject({
    type: z.literal("json_schema"),
    json_schema: z.looseObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      strict: z.boolean().nullish(),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
]);

/** What is read of a chat completions request; other parameters are accepted and have no effect. */
export const CompletionRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(Message).min(1),
  response_format: ResponseFormat.optional(),
  tools: z.array(Tool).min(1).max(128).optional(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
});
export type CompletionRequest = z.infer<typeof CompletionRequest>;

/** Parses a request body. Throws `ModelError` (400) naming the parameter at fault. */
export function parseCompletionRequest(body: Buffer): CompletionRequest {
  const parsed = CompletionRequest.safeParse(parseJson(body.toString("utf8")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const parameter = issue?.path.join(".") || null;
    const message = `Invalid value for '${parameter ?? "body"}': ${issue?.message ?? "unknown"}`;
    throw new ModelError("invalid_request", message, parameter);
  }
  const format = parsed.data.response_format;
  if (format?.type === "json_schema" && format.json_schema.strict) {
    requireStrictSchema(
      { kind: "response_format", name: format.json_schema.name },
      format.json_schema.schema,
    );
  }
  for (const [index, { function: tool }] of (parsed.data.tools ?? []).entries()) {
    if (!tool.strict) continue;
    requireStrictSchema(
      { kind: "function", name: tool.name, parameter: `tools[${index}].function.parameters` },
      tool.parameters,
    );
  }
  return parsed.data;
}

/** All the text that the request carries, for counting. */
export function promptText({ messages, response_format, tools }: CompletionRequest): string {
  const texts = messages.flatMap(({ content }) =>
    typeof content === "string" ? [content] : (content ?? []).map(({ text }) => text ?? ""),
  );
  return [...texts, ...[response_format, tools].map((part) => (part ? JSON.stringify(part) : ""))].join("\n");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelError("invalid_request", "We could not parse the JSON body of your request.");
  }
}

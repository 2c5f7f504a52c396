import { randomUUID } from "node:crypto";
import { promptText, type CompletionRequest } from "./request.ts";

/** A function that the model wants called; `arguments` is what their JSON text is made of. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: object;
}

/** What the model says, before it is dressed as a completion or as a stream. */
export interface Said {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: "stop" | "length" | "tool_calls";
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

const systemFingerprint = "alva-offline-playbook";

/** A text as the model's words, cut off where the request's token limit ends. */
export function sayWithin(
  { max_completion_tokens, max_tokens }: CompletionRequest,
  text: string,
  toolCalls: readonly ToolCall[] = [],
): Said {
  const limit = max_completion_tokens ?? max_tokens ?? Number.POSITIVE_INFINITY;
  return estimateTokens(text) <= limit
    ? {
        content: text === "" && toolCalls.length > 0 ? null : text,
        refusal: null,
        toolCalls,
        finishReason: toolCalls.length > 0 ? "tool_calls" : "stop",
      }
    : {
        content: text.slice(0, limit * charactersPerToken),
        refusal: null,
        toolCalls: [],
        finishReason: "length",
      };
}

/** An estimate: four characters a token, the usual rule of thumb for English. */
export function estimateUsage(request: CompletionRequest, said: Said): Usage {
  const prompt_tokens = estimateTokens(promptText(request));
  const calls = said.toolCalls.length > 0 ? JSON.stringify(said.toolCalls) : "";
  const completion_tokens = estimateTokens((said.content ?? said.refusal ?? "") + calls);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** The body of an answer that is not streamed. `created` is Unix time in seconds. */
export function completion(request: CompletionRequest, said: Said, created: number): object {
  return {
    ...head(request, "chat.completion", created),
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: said.content,
          refusal: said.refusal,
          annotations: [],
          ...(said.toolCalls.length > 0 && {
            tool_calls: said.toolCalls.map((call) => ({
              ...callHead(),
              function: { name: call.name, arguments: JSON.stringify(call.arguments) },
            })),
          }),
        },
        logprobs: null,
        finish_reason: said.finishReason,
      },
    ],
    usage: estimateUsage(request, said),
  };
}

/**
 * The chunks of a streamed answer: the role, the words in small pieces, each function call with its arguments in small pieces,
 * the reason it ended, and the usage if wanted.
 */
export function completionChunks(request: CompletionRequest, said: Said, created: number): object[] {
  const wantsUsage = request.stream_options?.include_usage === true;
  const common = {
    ...head(request, "chat.completion.chunk", created),
    ...(wantsUsage ? { usage: null } : {}),
  };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...common,
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  });
  const [kind, text] = said.refusal === null ? ["content", said.content] : ["refusal", said.refusal];
  const calls = said.toolCalls.flatMap((call, index) => [
    { index, ...callHead(), function: { name: call.name, arguments: "" } },
    ...pieces(JSON.stringify(call.arguments)).map((piece) => ({ index, function: { arguments: piece } })),
  ]);
  return [
    chunk({ role: "assistant", [kind]: text === null ? null : "" }),
    ...pieces(text ?? "").map((piece) => chunk({ [kind]: piece })),
    ...calls.map((call) => chunk({ tool_calls: [call] })),
    chunk({}, said.finishReason),
    ...(wantsUsage ? [{ ...common, choices: [], usage: estimateUsage(request, said) }] : []),
  ];
}

function head({ model }: CompletionRequest, object: string, created: number): object {
  return { id: `chatcmpl-${randomUUID()}`, object, created, model, system_fingerprint: systemFingerprint };
}

function callHead(): object {
  return { id: `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`, type: "function" };
}

const charactersPerToken = 4;

function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** A text in small pieces, by code points, so that no character is torn apart. */
export function pieces(text: string): string[] {
  const points = Array.from(text);
  const length = 24;
  return Array.from({ length: Math.ceil(points.length / length) }, (_, index) =>
    points.slice(index * length, (index + 1) * length).join(""),
  );
}

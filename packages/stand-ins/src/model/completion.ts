import { randomUUID } from "node:crypto";
import { promptText, type CompletionRequest } from "./request.ts";

/** What the model says, before it is dressed as a completion or as a stream. */
export interface Said {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: "stop" | "length";
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

const systemFingerprint = "alva-offline-playbook";

/** A text as the model's words, cut off where the request's token limit ends. */
export function sayWithin({ max_completion_tokens, max_tokens }: CompletionRequest, text: string): Said {
  const limit = max_completion_tokens ?? max_tokens ?? Number.POSITIVE_INFINITY;
  return estimateTokens(text) <= limit
    ? { content: text, refusal: null, finishReason: "stop" }
    : { content: text.slice(0, limit * charactersPerToken), refusal: null, finishReason: "length" };
}

/** An estimate: four characters a token, the usual rule of thumb for English. */
export function estimateUsage(request: CompletionRequest, said: Said): Usage {
  const prompt_tokens = estimateTokens(promptText(request));
  const completion_tokens = estimateTokens(said.content ?? said.refusal ?? "");
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** The body of an answer that is not streamed. `created` is Unix time in seconds. */
export function completion(request: CompletionRequest, said: Said, created: number): object {
  return {
    ...head(request, "chat.completion", created),
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: said.content, refusal: said.refusal, annotations: [] },
        logprobs: null,
        finish_reason: said.finishReason,
      },
    ],
    usage: estimateUsage(request, said),
  };
}

/** The chunks of a streamed answer: the role, the words in small pieces, the reason it ended, and the usage if wanted. */
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
  const words = said.content === null ? { refusal: said.refusal ?? "" } : { content: said.content };
  const [[kind, text] = ["content", ""]] = Object.entries(words);
  return [
    chunk({ role: "assistant", [kind]: "" }),
    ...pieces(text).map((piece) => chunk({ [kind]: piece })),
    chunk({}, said.finishReason),
    ...(wantsUsage ? [{ ...common, choices: [], usage: estimateUsage(request, said) }] : []),
  ];
}

function head({ model }: CompletionRequest, object: string, created: number): object {
  return { id: `chatcmpl-${randomUUID()}`, object, created, model, system_fingerprint: systemFingerprint };
}

const charactersPerToken = 4;

function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** By code points, so that no character is torn apart. */
function pieces(text: string): string[] {
  const points = Array.from(text);
  const length = 24;
  return Array.from({ length: Math.ceil(points.length / length) }, (_, index) =>
    points.slice(index * length, (index + 1) * length).join(""),
  );
}

import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { startServer, type Answer, type Received, type StandIn } from "../server.ts";
import {
  completion,
  completionChunks,
  estimateUsage,
  pieces,
  sayWithin,
  type Said,
  type ToolCall,
  type Usage,
} from "./completion.ts";
import { answerModelError, ModelError } from "./model-error.ts";
import { createPreparedAnswers, PreparedAnswer, type PreparedAnswers } from "./prepared-answers.ts";
import { parseCompletionRequest, type CompletionRequest } from "./request.ts";

/** One completion that was asked for. */
export interface ModelCall {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly model: string;
  /** Name of the JSON schema that was asked for; null for plain text. */
  readonly schema: string | null;
  readonly outcome: Said["finishReason"] | "refusal";
  readonly usage: Usage;
}

/** What a playbook answers: the content, or with it functions that it wants called. */
export type PlaybookAnswer = string | { readonly text: string; readonly toolCalls: readonly ToolCall[] };

/** A running model API that answers from a playbook, offline. */
export interface Model extends StandIn {
  /** The newest 500 calls, newest first. */
  calls(): readonly ModelCall[];
  /** Answers to give in place of the playbook's. */
  readonly answers: Pick<PreparedAnswers, "add" | "clear">;
}

interface ModelOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The only API key that is accepted. */
  readonly apiKey: string;
  /** The content for a chat completions request; nothing when the playbook does not know what is asked. */
  readonly answer: (request: unknown) => PlaybookAnswer | undefined;
  /** How long it thinks before it answers, in milliseconds; default 0. */
  readonly thinkMs?: number;
}

/** The name that the offline model goes by; a request may use any other, which is echoed. */
export const offlineModel = "alva-offline";

const keptCalls = 500;
const noPlaybook = "This is the offline model. It knows Alva's marketing playbook and nothing else.";

/**
 * Starts a stand-in for OpenAI's chat completions API: JSON schema output, function calls, streaming, usage (estimated) and errors. Every
 * answer says in `system_fingerprint` that it comes from the offline playbook. Tests in another process POST a
 * `PreparedAnswer` to `/_stand-in/answers` (DELETE clears them). Rejects with `PortTakenError` when the port is in use.
 */
export async function startModel({ port = 0, apiKey, answer, thinkMs = 0 }: ModelOptions): Promise<Model> {
  let kept: readonly ModelCall[] = [];
  const prepared = createPreparedAnswers();
  const closing = new AbortController();

  async function complete(received: Received, response: ServerResponse): Promise<Answer | undefined> {
    const request = parseCompletionRequest(received.body);
    const { ending, ...said } = say(request, received.body.toString("utf8"));
    const schema =
      request.response_format?.type === "json_schema" ? request.response_format.json_schema.name : null;
    const outcome = said.refusal === null ? said.finishReason : "refusal";
    const call: ModelCall = {
      at: received.at,
      model: request.model,
      schema,
      outcome,
      usage: estimateUsage(request, said),
    };
    kept = [call, ...kept].slice(0, keptCalls);

    const ended = AbortSignal.any([received.signal, closing.signal]);
    if (thinkMs > 0) await wait(thinkMs, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) return void response.destroy();
    const created = Math.floor(received.at / 1000);
    if (!request.stream) return { body: completion(request, said, created) };

    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    for (const [index, chunk] of completionChunks(request, said, created).entries()) {
      if (ending !== "end" && index === textChunks(said)) {
        // What was written must have left before the connection goes.
        await new Promise<void>((written) => response.write(": nothing more\n\n", () => written()));
        if (ending === "hang" && !ended.aborted) await once(ended, "abort");
        return void response.destroy();
      }
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
      if (thinkMs > 0) await wait(10);
      if (ended.aborted) return void response.destroy();
    }
    response.end("data: [DONE]\n\n");
    return undefined;
  }

  function say(request: CompletionRequest, body: string): Said & { ending: "end" | "break" | "hang" } {
    const instead = prepared.take(body);
    if (instead?.kind === "text") {
      return { ...sayWithin(request, instead.text, instead.toolCalls), ending: instead.ending };
    }
    return { ...sayByPlaybook(request, instead), ending: "end" };
  }

  function sayByPlaybook(
    request: CompletionRequest,
    instead: Exclude<ReturnType<PreparedAnswers["take"]>, { kind: "text" }>,
  ): Said {
    if (instead?.kind === "refusal") return refuse(instead.refusal);
    const answered = answer(request);
    if (answered === undefined) {
      return request.response_format === undefined ? sayWithin(request, noPlaybook) : refuse(noPlaybook);
    }
    if (typeof answered !== "string") return sayWithin(request, answered.text, answered.toolCalls);
    requireSchema(request, answered);
    return instead?.kind === "truncated"
      ? { ...sayWithin(request, answered.slice(0, Math.floor(answered.length / 2))), finishReason: "length" }
      : sayWithin(request, answered);
  }

  async function route(received: Received, response: ServerResponse): Promise<Answer | undefined> {
    requireKey(received, apiKey);
    const { method, target } = received;
    const model = { id: offlineModel, object: "model", created: 1_767_225_600, owned_by: "alva" };
    if (method === "POST" && target === "/v1/chat/completions") return complete(received, response);
    if (method === "GET" && target === "/v1/models") return { body: { object: "list", data: [model] } };
    if (method === "GET" && target === `/v1/models/${offlineModel}`) return { body: model };
    if (method === "GET" && target.startsWith("/v1/models/")) {
      throw new ModelError("model_not_found", "The model does not exist. The offline model is alva-offline.");
    }
    throw new ModelError("unknown_url", `Invalid URL (${method} ${target})`);
  }

  const server = await startServer({
    name: "the model",
    port,
    handle: async (received, response) => {
      try {
        return await route(received, response);
      } catch (error) {
        if (error instanceof ModelError) return answerModelError(error);
        throw error;
      }
    },
    control: (received) => controlAnswers(received, prepared),
    onClose: () => closing.abort(),
  });
  return { ...server, calls: () => kept, answers: prepared };
}

function refuse(refusal: string): Said {
  return { content: null, refusal, toolCalls: [], finishReason: "stop" };
}

/** How many chunks there are up to the end of the text: the role's and those of the words. */
function textChunks({ content }: Said): number {
  return 1 + pieces(content ?? "").length;
}

function requireKey({ headers }: Received, apiKey: string): void {
  if (headers.authorization === `Bearer ${apiKey}`) return;
  const message = headers.authorization
    ? "Incorrect API key provided."
    : "You didn't provide an API key. Send it in an Authorization header using Bearer auth.";
  throw new ModelError("invalid_api_key", message);
}

/** A playbook whose answer breaks the schema is a defect of ours; the real API would never send one. */
function requireSchema({ response_format: format }: CompletionRequest, text: string): void {
  if (format?.type !== "json_schema") return;
  const checked = z.fromJSONSchema(format.json_schema.schema).safeParse(JSON.parse(text));
  if (checked.success) return;
  const faults = checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new ModelError(
    "server_error",
    `The offline playbook broke the schema '${format.json_schema.name}': ${faults}`,
  );
}

function controlAnswers({ method, target, body }: Received, prepared: PreparedAnswers): Answer | undefined {
  if (target !== "/_stand-in/answers") return undefined;
  if (method === "DELETE") {
    prepared.clear();
    return { status: 204 };
  }
  if (method !== "POST") return { status: 405 };
  const parsed = PreparedAnswer.safeParse(JSON.parse(body.toString("utf8")));
  if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
  prepared.add(parsed.data);
  return { status: 204 };
}

import { chatRequest } from "@alva/api-client/chat-request";
import { ChatPart, type ChatProposal } from "@alva/contracts/chat";
import { DefaultChatTransport, readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import * as z from "zod";
import worker from "../index.ts";
import { bindings } from "./bindings.ts";
import { send } from "./person.ts";

/** A message as the AI SDK has it. */
export function userMessage(text: string, id = crypto.randomUUID()): UIMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

/** The desk through the AI SDK's own transport, as `useChat` uses it. */
export function createDesk(token: string) {
  let settled: Promise<unknown> = Promise.resolve();
  const transport = new DefaultChatTransport({
    api: `${bindings.API_ORIGIN}/chat`,
    headers: { Authorization: `Bearer ${token}` },
    prepareSendMessagesRequest: ({ messages, trigger }) => chatRequest({ messages, trigger }),
    fetch: (input, init) => fetchWorker(new Request(input, init)),
  });

  async function fetchWorker(request: Request): Promise<Response> {
    const context = createExecutionContext();
    const answer = await worker.fetch(request, env, context);
    settled = waitOnExecutionContext(context);
    // Over a network, hanging up cancels the body at the worker.
    return answer.body ? new Response(cancelledBy(request.signal, answer.body), answer) : answer;
  }

  async function send(
    messages: UIMessage[],
    options: { trigger?: "submit-message" | "regenerate-message"; abortSignal?: AbortSignal } = {},
  ): Promise<ReadableStream<UIMessageChunk>> {
    const { trigger = "submit-message", abortSignal } = options;
    return transport.sendMessages({ chatId: "desk", messages, trigger, messageId: undefined, abortSignal });
  }

  return {
    send,
    /** The answer as it is on the wire. */
    fetch: (body: string) =>
      fetchWorker(
        new Request(`${bindings.API_ORIGIN}/chat`, {
          method: "POST",
          headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
          body,
        }),
      ),
    /** What the worker does behind the answer that was begun last. */
    settled: () => settled,
    /** Sends a message and reads the whole answer, as chunks and as the message that the AI SDK makes of them. */
    async ask(text: string, options: Parameters<typeof send>[1] & { id?: string } = {}) {
      const chunks: UIMessageChunk[] = [];
      const stream = await send([userMessage(text, options.id)], options);
      const watched = stream.pipeThrough(
        new TransformStream<UIMessageChunk, UIMessageChunk>({
          transform(chunk, controller) {
            chunks.push(chunk);
            controller.enqueue(chunk);
          },
        }),
      );
      let message: UIMessage | undefined;
      const errors: unknown[] = [];
      for await (const state of readUIMessageStream({
        stream: watched,
        onError: (error) => errors.push(error),
      })) {
        message = state;
      }
      await settled;
      return { message, chunks, errors };
    },
  };
}

function cancelledBy(signal: AbortSignal, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    start(controller) {
      signal.addEventListener("abort", () => {
        controller.error(signal.reason);
        void reader.cancel();
      });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** Sends a request to the desk as it is, and gives its answer. */
export function postChat(token: string, request: object): Promise<Response> {
  return send("/chat", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
}

/** What a message says, as the contract has it. */
export function partsOf(message: UIMessage | undefined): ChatPart[] {
  return z
    .array(ChatPart)
    .parse((message?.parts ?? []).filter(({ type }) => type !== "step-start").map(withoutState));
}

/** A text part carries its streaming state on the client alone. */
function withoutState(part: UIMessage["parts"][number]) {
  return part.type === "text" ? { type: part.type, text: part.text } : part;
}

/** The changes that a message proposes. */
export function proposalsOf(message: UIMessage | undefined): ChatProposal[] {
  return partsOf(message).flatMap((part) => (part.type === "data-proposal" ? [part.data] : []));
}

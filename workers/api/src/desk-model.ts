import type { DeskRequest } from "@alva/planning/desk/request";
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import type { Config } from "./config.ts";

/** Asks the model for the desk's answer, piece by piece. Rejects when it cannot be had, or `signal` aborts. */
export type AskModel = (
  request: DeskRequest,
  signal: AbortSignal,
) => Promise<AsyncIterable<ChatCompletionChunk>>;

/** Until the first byte; a person is watching. */
const firstByteMilliseconds = 15_000;

/** The model at the configured address, or any server that speaks OpenAI's chat completions. */
export function createAskModel({ model: { url, name, apiKey } }: Config): AskModel {
  return async function askModel(request, signal) {
    // Loaded with the first question: the package is a quarter of the bundle, and every other request starts without it.
    const { OpenAI } = await import("openai/client");
    const client = new OpenAI({
      apiKey,
      baseURL: baseUrl(url),
      // One more try passes over a lost connection; longer waits are for the person to decide, who has a Retry button.
      maxRetries: 1,
      timeout: firstByteMilliseconds,
      logLevel: "off",
    });
    return client.chat.completions.create({ ...request, model: name }, { signal });
  };
}

/** What the client appends its paths to: the full address of the endpoint without its own path. */
function baseUrl(completionsUrl: string): string {
  return completionsUrl.replace(/\/chat\/completions\/?$/, "");
}

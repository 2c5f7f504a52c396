import type { ChatRequest } from "@alva/contracts/chat";

interface SentMessages {
  readonly messages: readonly {
    readonly id: string;
    readonly parts: readonly { readonly type: string; readonly text?: string }[];
  }[];
  readonly trigger: ChatRequest["trigger"];
}

/**
 * What the desk is sent, for `prepareSendMessagesRequest` of the AI SDK's `DefaultChatTransport`: the new message alone, since
 * the conversation lives on the server.
 */
export function chatRequest({ messages, trigger }: SentMessages): { body: ChatRequest } {
  const last = messages.at(-1);
  if (trigger === "regenerate-message" || !last) return { body: { trigger: "regenerate-message" } };
  const text = last.parts.map((part) => part.text ?? "").join("");
  return { body: { trigger, message: { id: last.id, role: "user", parts: [{ type: "text", text }] } } };
}

import { useChat } from "@ai-sdk/react";
import { chatRequest } from "@alva/api-client/chat-request";
import { ChatProposal, DeskCard } from "@alva/contracts/chat";
import { ProblemError } from "@alva/contracts/problem-error";
import { readProblem } from "@alva/contracts/read-problem";
import { useMutation } from "@tanstack/react-query";
import { DefaultChatTransport } from "ai";
import { useState } from "react";
import { type ChatPage, loadChat } from "../api/chat.ts";
import { say } from "../components/ui/toast.tsx";
import { apiOrigin } from "../origins.ts";
import { authClient } from "../session/clients.ts";
import { sentenceOf } from "../sentence.ts";
import { type DeskMessage, withFailure, withProposal } from "./desk-message.ts";

/** The conversation from a first page on: what was said, what is being said, and how to go on. */
export function useConversation(page: ChatPage) {
  const [transport] = useState(createTransport);
  const [first] = useState(() => page.items.toReversed());
  const [cursor, setCursor] = useState(page.next_cursor);
  /** When a refusal lets the person ask again, in milliseconds since 1970. */
  const [blockedUntil, setBlockedUntil] = useState(0);
  const chat = useChat<DeskMessage>({
    messages: first,
    transport,
    dataPartSchemas: { card: DeskCard, proposal: ChatProposal },
    throttle: 50,
    onError: (error) => {
      setMessages(withFailure);
      if (!(error instanceof ProblemError) || error.retryAfterSeconds === undefined) return;
      setBlockedUntil(Date.now() + error.retryAfterSeconds * 1000);
    },
  });
  const { messages, setMessages, sendMessage } = chat;
  const earlier = useMutation({
    mutationFn: loadChat,
    onSuccess: ({ items, next_cursor }) => {
      setMessages((now) => [...items.toReversed(), ...now]);
      setCursor(next_cursor);
    },
    onError: (error) => say({ sentence: sentenceOf(error), isProblem: true }),
  });

  return {
    messages,
    status: chat.status,
    error: chat.error,
    isAnswering: chat.status === "submitted" || chat.status === "streaming",
    blockedUntil,
    ask: (text: string) => void sendMessage({ text }),
    stop: () => void chat.stop(),
    /** Sends the last message once more, as the same one: what was stored of it is not stored twice, and is answered anew. */
    retry: () => {
      if (messages.at(-1)?.role === "assistant") setMessages((now) => now.slice(0, -1));
      void sendMessage();
    },
    isLoadingEarlier: earlier.isPending,
    loadEarlier: cursor === null ? undefined : () => earlier.mutate(cursor),
    showDecision: (decided: ChatProposal) => setMessages((now) => withProposal(now, decided)),
  };
}

function createTransport(): DefaultChatTransport<DeskMessage> {
  return new DefaultChatTransport({
    api: `${apiOrigin}/chat`,
    prepareSendMessagesRequest: chatRequest,
    fetch: async (input, init) => {
      const answer = await authClient().fetch(input, init);
      // The SDK would keep nothing but a refusal's text.
      if (!answer.ok) throw await readProblem(answer);
      return answer;
    },
  });
}

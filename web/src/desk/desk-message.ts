import type { ChatProposal, ChatState, DeskCard } from "@alva/contracts/chat";
import type { ChatStatus, UIMessage } from "ai";

/** A message of the conversation, as the AI SDK holds it: the contract's `ChatMessage`, growing while it arrives. */
export type DeskMessage = UIMessage<
  { readonly state: ChatState; readonly created_at?: string },
  { card: DeskCard; proposal: ChatProposal }
>;

/** What an answer shows, piece by piece. `writing` is a card that is not complete. */
export type Block =
  | {
      readonly kind: "writing";
      readonly id: string;
      readonly heading: string;
      readonly body: DeskCard["body"];
    }
  | { readonly kind: "card"; readonly id: string; readonly card: DeskCard }
  | { readonly kind: "proposal"; readonly id: string; readonly proposal: ChatProposal };

/** The pieces of an answer. Each complete card comes behind its own text, in whose place it is shown. */
export function blocksOf({ parts }: Pick<DeskMessage, "parts">): Block[] {
  return parts.flatMap((part, index): Block[] => {
    const id = `${part.type}-${index}`;
    if (part.type === "data-card") return [{ kind: "card", id, card: part.data }];
    if (part.type === "data-proposal") return [{ kind: "proposal", id, proposal: part.data }];
    if (part.type !== "text" || parts[index + 1]?.type === "data-card") return [];
    const written = readWritten(part.text);
    return written.heading === "" && written.body.length === 0 ? [] : [{ kind: "writing", id, ...written }];
  });
}

/** Text in the desk's form: `## heading`, paragraphs, `- bullets`. Its last line may be half there. */
export function readWritten(text: string): Pick<DeskCard, "heading" | "body"> {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !/^[#-]*$/.test(line));
  const heading = lines.find((line) => line.startsWith("## "))?.slice(3) ?? "";
  const body = lines
    .filter((line) => !line.startsWith("## "))
    .map((line): DeskCard["body"][number] =>
      line.startsWith("- ") ? { kind: "bullet", text: line.slice(2) } : { kind: "paragraph", text: line },
    );
  return { heading, body };
}

/** A message's words, without its cards. */
export function textOf({ parts }: Pick<DeskMessage, "parts">): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}

/**
 * How an answer stands for its reader. One that was stopped here never got the last word of its stream, so that its own
 * metadata says `answering` for ever.
 */
export function standingOf(
  { metadata }: Pick<DeskMessage, "metadata">,
  { isLast, status }: { readonly isLast: boolean; readonly status: ChatStatus },
): ChatState {
  const state = metadata?.state ?? "complete";
  if (isLast && (status === "submitted" || status === "streaming")) return "answering";
  return state === "answering" ? "stopped" : state;
}

/** The same conversation after its last answer broke off. */
export function withFailure(messages: readonly DeskMessage[]): DeskMessage[] {
  return messages.map((message, index) =>
    message.role === "assistant" && index === messages.length - 1
      ? { ...message, metadata: { ...message.metadata, state: "failed" } }
      : message,
  );
}

/** The same conversation after a proposal was decided. */
export function withProposal(messages: readonly DeskMessage[], decided: ChatProposal): DeskMessage[] {
  return messages.map((message) => ({
    ...message,
    parts: message.parts.map((part) =>
      part.type === "data-proposal" && part.data.id === decided.id ? { ...part, data: decided } : part,
    ),
  }));
}

import type { ChatMessage } from "@alva/contracts/chat";
import { markdownText } from "./markdown.ts";

type Part = ChatMessage["parts"][number];

/** The conversation at the desk as a Markdown document, in its order. Cards and proposals are told in words. */
export function chatMarkdown(chat: readonly ChatMessage[]): string {
  return `${["# Your desk", ...chat.flatMap(messageBlocks)].join("\n\n")}\n`;
}

function messageBlocks({ role, metadata, parts }: ChatMessage): string[] {
  const time = `${metadata.created_at.slice(0, 16).replace("T", " ")} UTC`;
  // A card is a text first, while it is written; only what never became one is told by its text.
  const isWhole = parts.some(({ type }) => type === "data-card");
  const told = parts.filter(({ type }) => !(isWhole && type === "text"));
  return [`## ${role === "user" ? "You" : "Alva"}, ${time}`, ...told.flatMap(partBlocks)];
}

function partBlocks(part: Part): string[] {
  switch (part.type) {
    case "text":
      return part.text.split(/\n+/).map(markdownText);
    case "data-card":
      return [
        `### ${markdownText(part.data.heading)}`,
        ...part.data.body.map(({ kind, text }) => `${kind === "bullet" ? "- " : ""}${markdownText(text)}`),
      ];
    case "data-proposal":
      return [`*${markdownText(part.data.summary)} (${part.data.state})*`];
  }
}

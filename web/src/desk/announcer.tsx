import { blocksOf, type Block, type DeskMessage } from "./desk-message.ts";

/**
 * Reads the newest answer to those who hear the page: each piece once, when it is complete (product specification, section 8).
 * What the conversation began with is not news; only stored messages know when they were made.
 */
export function Announcer({ message }: { readonly message: DeskMessage | undefined }) {
  const isNews = message?.role === "assistant" && message.metadata?.created_at === undefined;
  return (
    <div role="log" aria-label="Newest answer" className="sr-only">
      {isNews && blocksOf(message).map((block) => <p key={block.id}>{wordsOf(block)}</p>)}
    </div>
  );
}

function wordsOf(block: Block): string {
  if (block.kind === "writing") return "";
  if (block.kind === "proposal") return `A change to confirm or cancel: ${block.proposal.summary}.`;
  const { heading, body } = block.card;
  return [heading, ...body.map(({ text }) => text)].join(". ");
}

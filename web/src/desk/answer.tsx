import type { ChatProposal, ChatState, DeskCard } from "@alva/contracts/chat";
import { CircleAlert, CircleStop } from "lucide-react";
import Link from "next/link";
import { Button } from "../components/ui/button.tsx";
import { answerRoute } from "../onboarding/answer-card.ts";
import { type Block, blocksOf, type DeskMessage } from "./desk-message.ts";
import { Proposal } from "./proposal.tsx";

interface AnswerProps {
  readonly message: DeskMessage;
  readonly standing: ChatState;
  readonly canRetry: boolean;
  readonly onRetry: () => void;
  readonly onDecided: (proposal: ChatProposal) => void;
}

/** One answer: its cards, the changes it proposes, and how it ended when that was not as it should. */
export function Answer({ message, standing, canRetry, onRetry, onDecided }: AnswerProps) {
  const blocks = blocksOf(message);
  const isWriting = standing === "answering";
  return (
    <div className="flex flex-col gap-3" aria-busy={isWriting}>
      {blocks.map((block) => (
        <Piece key={block.id} block={block} onDecided={onDecided} />
      ))}
      {isWriting && (
        <span
          aria-hidden
          className="size-3 rounded-full bg-primary motion-safe:animate-[pulse_1.5s_infinite]"
        />
      )}
      {standing === "stopped" && (
        <p className="flex items-center gap-2 text-sm text-muted">
          <CircleStop aria-hidden className="size-4 shrink-0" />
          Stopped. {blocks.length > 0 && "What was written is kept."}
        </p>
      )}
      {standing === "failed" && (
        <p role="alert" className="flex items-center gap-2 text-sm text-danger">
          <CircleAlert aria-hidden className="size-4 shrink-0" />I couldn't finish this answer. Your message
          and what I wrote so far are kept.
        </p>
      )}
      {(standing === "failed" || standing === "stopped") && canRetry && (
        <Button kind="secondary" className="self-start" onClick={onRetry}>
          {standing === "failed" ? "Retry" : "Answer it again"}
        </Button>
      )}
    </div>
  );
}

function Piece({
  block,
  onDecided,
}: {
  readonly block: Block;
  readonly onDecided: (proposal: ChatProposal) => void;
}) {
  switch (block.kind) {
    case "writing":
      return <Words heading={block.heading} body={block.body} />;
    case "proposal":
      return <Proposal proposal={block.proposal} onDecided={onDecided} />;
    case "card":
      return <Card card={block.card} />;
  }
}

function Card({ card }: { readonly card: DeskCard }) {
  return (
    <article className="flex flex-col gap-3">
      <Words heading={card.heading} body={card.body} />
      {card.unsupported && (
        <p className="text-sm text-muted">Nothing you told me supports this; take it as a general rule.</p>
      )}
      {card.actions.length > 0 && (
        <ul aria-label="What this rests on" className="flex flex-col gap-2 border-l-4 border-primary pl-3">
          {card.actions.map((action) => (
            <li key={action.label + targetOf(action)} className="flex flex-col items-start gap-1">
              <span className="text-sm text-muted">{notesFor(action, card)}</span>
              <Button kind="secondary" className="min-h-11 max-w-full py-2 text-left" asChild>
                <Link
                  href={action.kind === "open_task" ? `/board/${action.task_id}` : answerRoute(action.path)}
                >
                  {action.label}
                </Link>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

type Source = DeskCard["actions"][number] | DeskCard["because"][number];

/** What a source or the button that leads to it points at. */
function targetOf(source: Source): string {
  return "path" in source ? source.path : source.task_id;
}

function notesFor(action: DeskCard["actions"][number], { because }: DeskCard): string {
  const notes = because.filter((reason) => targetOf(reason) === targetOf(action)).map(({ note }) => note);
  return notes.join(" ");
}

/** A heading and what stands under it; bullets that follow each other are one list. */
function Words({ heading, body }: Pick<DeskCard, "heading" | "body">) {
  return (
    <div className="flex flex-col gap-2 break-words">
      {heading !== "" && <h2 className="text-lg font-bold">{heading}</h2>}
      {runsOf(body).map(({ kind, texts }) =>
        kind === "bullet" ? (
          <ul key={texts.join()} className="flex list-disc flex-col gap-1 pl-5">
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : (
          texts.map((text) => <p key={text}>{text}</p>)
        ),
      )}
    </div>
  );
}

function runsOf(body: DeskCard["body"]) {
  const runs: { kind: DeskCard["body"][number]["kind"]; texts: string[] }[] = [];
  for (const { kind, text } of body) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.texts.push(text);
    else runs.push({ kind, texts: [text] });
  }
  return runs;
}

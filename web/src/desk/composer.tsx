"use client";
import { longestQuestion } from "@alva/contracts/chat";
import { type FormEvent, useId, useRef } from "react";
import { Button } from "../components/ui/button.tsx";
import { FieldProblem } from "../components/ui/field.tsx";

/** From here on the counter is shown. */
const nearlyTooLong = longestQuestion - 400;
const whatsNext = "What's next?";

interface ComposerProps {
  readonly text: string;
  readonly isAnswering: boolean;
  /** Why nothing can be sent now. */
  readonly closed: string | undefined;
  readonly onType: (text: string) => void;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}

/** Where a message is written. It stays in view where there is room for it. */
export function Composer({ text, isAnswering, closed, onType, onAsk, onStop }: ComposerProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { length } = text.trim();
  const excess = length - longestQuestion;
  const isClosed = closed !== undefined;

  function send(event?: FormEvent): void {
    event?.preventDefault();
    if (isAnswering || isClosed || length === 0 || excess > 0) return;
    onAsk(text);
  }

  return (
    <form
      onSubmit={send}
      data-bottom-bar
      className="bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex flex-col gap-2 rounded-card border border-control-line bg-surface p-3 shadow-card md:bottom-3 [@media(min-height:30rem)]:sticky"
    >
      <label htmlFor={id} className="text-sm font-semibold">
        Ask, or say what to change
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        value={text}
        aria-invalid={excess > 0}
        aria-describedby={`${id}-help ${id}-error`}
        className="max-h-40 min-h-11 w-full resize-none rounded-control border border-control-line bg-surface px-3 py-2 field-sizing-content aria-invalid:border-2 aria-invalid:border-danger"
        onChange={({ target }) => onType(target.value)}
        onKeyDown={(event) => {
          // An input method takes Enter for itself while it composes.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <FieldProblem
        id={`${id}-error`}
        problem={
          excess > 0
            ? `This is ${excess} ${excess === 1 ? "character" : "characters"} too long. Shorten it, or send it in two.`
            : undefined
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="secondary" disabled={isAnswering || isClosed} onClick={() => onAsk(whatsNext)}>
          {whatsNext}
        </Button>
        <p id={`${id}-help`} className="min-w-0 flex-1 basis-32 text-sm text-muted empty:basis-0">
          {closed ?? (length > nearlyTooLong ? `${length} of ${longestQuestion}` : "")}
        </p>
        {isAnswering ? (
          <Button
            kind="secondary"
            onClick={() => {
              onStop();
              field.current?.focus();
            }}
          >
            Stop
          </Button>
        ) : (
          <Button type="submit" disabled={isClosed || length === 0 || excess > 0}>
            Send
          </Button>
        )}
      </div>
    </form>
  );
}

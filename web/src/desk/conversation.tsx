"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { type ChatPage, isAnsweredElsewhere } from "../api/chat.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useSecondsUntil } from "../components/ui/countdown.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useKept } from "../offline/kept.ts";
import { inWords, sentenceOf } from "../sentence.ts";
import { Announcer } from "./announcer.tsx";
import { Answer } from "./answer.tsx";
import { ClearConversation } from "./clear-conversation.tsx";
import { Composer } from "./composer.tsx";
import { standingOf, textOf } from "./desk-message.ts";
import { keepQuestion, readKeptQuestion } from "./kept-question.ts";
import { useConversation } from "./use-conversation.ts";
import { useFollowEnd } from "./use-follow-end.ts";

interface ConversationProps {
  readonly page: ChatPage;
  readonly onCleared: () => Promise<void>;
}

/** What was said at the desk, and the place to say more. */
export function Conversation({ page, onCleared }: ConversationProps) {
  const accountId = useKept((kept) => kept.accountId) ?? "";
  const isOnline = useOnline();
  const talk = useConversation(page);
  const { messages, status, isAnswering } = talk;
  const [text, setText] = useState("");
  const wait = useSecondsUntil(talk.blockedUntil);
  const conversation = useRef<HTMLElement>(null);
  const followEnd = useFollowEnd(messages);
  const isElsewhere = isAnsweredElsewhere(page);
  const last = messages.at(-1);

  useEffect(() => {
    void readKeptQuestion(accountId).then((kept) => setText((typed) => typed || kept));
  }, [accountId]);
  useEffect(() => {
    // Once an answer comes, the question is stored, and this device need not keep it.
    // Of what is typed meanwhile every key is kept anyway, so the text is no reason to run again.
    if (status === "streaming") void keepQuestion(accountId, text);
  }, [status]);

  function type(next: string): void {
    setText(next);
    void keepQuestion(accountId, next);
  }
  /** A button that was pressed is gone, or asleep, while an answer is written: the focus waits where that will be. */
  function awaitAnswer(): void {
    if (document.activeElement instanceof HTMLButtonElement) conversation.current?.focus();
  }
  function retry(): void {
    awaitAnswer();
    talk.retry();
  }
  function ask(question: string): void {
    awaitAnswer();
    void keepQuestion(accountId, question);
    if (question === text) setText("");
    followEnd();
    talk.ask(question);
  }

  const closed = closedBecause({ isOnline, wait, isElsewhere });
  return (
    <>
      <section
        ref={conversation}
        tabIndex={-1}
        aria-label="Conversation"
        className="overflow-clip outline-none rounded-card border border-line bg-surface shadow-card"
      >
        <div aria-hidden className="h-2 bg-primary" />
        <div className="flex flex-col gap-4 p-4 md:p-5">
          {talk.loadEarlier && (
            <Button
              kind="text"
              className="self-center"
              busy={talk.isLoadingEarlier}
              onClick={() => {
                talk.loadEarlier?.();
                conversation.current?.focus();
              }}
            >
              Show earlier messages
            </Button>
          )}
          {page.opening && messages.length === 0 && (
            <Opening {...page.opening} isClosed={closed !== undefined} onAsk={ask} />
          )}
          <ol className="flex flex-col gap-4 empty:hidden [&_:is(a,button)]:scroll-mb-72">
            {messages.map((message) => (
              <li key={message.id}>
                {message.role === "user" ? (
                  <Question text={textOf(message)} />
                ) : (
                  <Answer
                    message={message}
                    standing={
                      isElsewhere && message === last
                        ? "answering"
                        : standingOf(message, { isLast: message === last, status })
                    }
                    canRetry={message === last && closed === undefined}
                    onRetry={retry}
                    onDecided={talk.showDecision}
                  />
                )}
              </li>
            ))}
          </ol>
          {status === "submitted" && <Thinking />}
          {status === "error" && last?.role === "user" && (
            <Unsent error={talk.error} wait={wait} isOnline={isOnline} onRetry={retry} />
          )}
        </div>
      </section>
      <Announcer message={last} />
      <Composer
        text={text}
        isAnswering={isAnswering}
        closed={closed}
        onType={type}
        onAsk={ask}
        onStop={talk.stop}
      />
      {messages.length > 0 && (
        <ClearConversation isDisabled={!isOnline || isAnswering} onCleared={onCleared} />
      )}
    </>
  );
}

/** Why nothing can be asked now, as a sentence; undefined when something can. */
function closedBecause({
  isOnline,
  wait,
  isElsewhere,
}: {
  readonly isOnline: boolean;
  readonly wait: number;
  readonly isElsewhere: boolean;
}): string | undefined {
  if (!isOnline) return "You're offline. What you write is kept on this device; send it when you are back.";
  if (wait > 0) return `You can ask again in ${inWords(wait)}.`;
  return isElsewhere ? "An answer is still being written. It appears here when it is done." : undefined;
}

function Question({ text }: { readonly text: string }) {
  return (
    <div className="ml-auto w-fit max-w-[85%] rounded-card bg-soft px-4 py-2">
      <h2 className="sr-only">You asked</h2>
      <p className="break-words whitespace-pre-wrap">{text}</p>
    </div>
  );
}

function Thinking() {
  return (
    <p role="status" className="flex items-center gap-3 text-muted">
      <span
        aria-hidden
        className="size-3 rounded-full bg-primary motion-safe:animate-[pulse_1.5s_infinite]"
      />
      Thinking
    </p>
  );
}

interface OpeningProps {
  readonly sentence: string;
  readonly suggestions: readonly string[];
  readonly isClosed: boolean;
  readonly onAsk: (question: string) => void;
}

function Opening({ sentence, suggestions, isClosed, onAsk }: OpeningProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg">{sentence}</p>
      <ul className="flex flex-wrap gap-2">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>
            <Button kind="secondary" disabled={isClosed} onClick={() => onAsk(suggestion)}>
              {suggestion}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface UnsentProps {
  readonly error: Error | undefined;
  readonly wait: number;
  readonly isOnline: boolean;
  readonly onRetry: () => void;
}

/** A message that no answer was begun to: why, and how to go on. */
function Unsent({ error, wait, isOnline, onRetry }: UnsentProps) {
  const needsAnswers = error instanceof ProblemError && error.code === "profile_incomplete";
  return (
    <Notice kind="problem">
      <p>{sentenceOf(error)}</p>
      <p className="text-sm text-muted">Your message is kept.</p>
      {needsAnswers ? (
        <Button kind="secondary" className="mt-3" asChild>
          <Link href="/onboarding/welcome">Answer the cards</Link>
        </Button>
      ) : (
        <Button kind="secondary" className="mt-3" disabled={wait > 0 || !isOnline} onClick={onRetry}>
          <span aria-live="off">{wait > 0 ? `Retry in ${inWords(wait)}` : "Retry"}</span>
        </Button>
      )}
    </Notice>
  );
}

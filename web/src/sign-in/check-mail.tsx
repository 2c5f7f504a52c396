"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { useSecondsUntil } from "../components/ui/countdown.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { Loading } from "../components/loading.tsx";
import { AskForLink } from "../landing/ask-for-link.tsx";
import { forgetAsked, readAsked, rememberAsked } from "../session/asked-address.ts";
import { loadClients } from "../session/clients.ts";
import { takeNext } from "../session/next-page.ts";
import { useSession } from "../session/session.ts";
import { inWords, sentenceOf } from "../sentence.ts";
import { inboxOf } from "./mail-shortcuts.ts";

const waitMilliseconds = 60_000;

/** Waits with the person for the mail; moves on when the link is used in another tab of this browser. */
export function CheckMail() {
  const router = useRouter();
  const { state } = useSession();
  const isOnline = useOnline();
  const [asked, setAsked] = useState<ReturnType<typeof readAsked>>();
  const [message, setMessage] = useState<{ readonly kind: "info" | "problem"; readonly text: string }>();
  const [isSending, setIsSending] = useState(false);
  const [isChanging, setIsChanging] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const [refusedUntil, setRefusedUntil] = useState(0);
  const wait = useSecondsUntil(Math.max((asked?.at ?? 0) + waitMilliseconds, refusedUntil));

  useEffect(() => {
    const found = readAsked();
    if (found === undefined) return router.replace("/");
    setAsked(found);
  }, [router]);
  // Through them this tab hears that the link was used in another.
  useEffect(() => void loadClients().catch(() => undefined), []);
  useEffect(() => {
    if (state !== "signed_in") return;
    forgetAsked();
    router.replace(takeNext());
  }, [state, router]);

  if (asked === undefined) return <Loading retry={() => location.reload()} />;
  const { email } = asked;
  const inbox = inboxOf(email);

  async function sendAgain(): Promise<void> {
    setIsSending(true);
    setMessage(undefined);
    try {
      const { auth } = await loadClients();
      await auth.sendMagicLink(email);
      setAsked(rememberAsked(email));
      setMessage({
        kind: "info",
        text: "A new link is on its way. The one before still works until it is 10 minutes old.",
      });
    } catch (error) {
      setMessage({ kind: "problem", text: sentenceOf(error) });
      if (error instanceof ProblemError && error.retryAfterSeconds !== undefined) {
        setRefusedUntil(Date.now() + error.retryAfterSeconds * 1000);
      }
    } finally {
      setIsSending(false);
    }
  }

  function showChanged(): void {
    setIsChanging(false);
    setRefusedUntil(0);
    setAsked(readAsked());
    title.current?.focus();
    setMessage({ kind: "info", text: "I sent a link to the address you see above now." });
  }

  return (
    <div className="flex max-w-xl flex-col gap-5 pt-6">
      <h1 ref={title} tabIndex={-1} className="text-[26px] font-bold outline-none">
        Check your mail
      </h1>
      <p>
        A sign-in link is on its way to <strong className="break-all">{email}</strong>. It lasts 10 minutes
        and works once.
      </p>
      {message && <Notice kind={message.kind}>{message.text}</Notice>}
      <div className="flex flex-wrap gap-3">
        {inbox && (
          <Button asChild>
            <a href={inbox.address} target="_blank" rel="noreferrer">
              Open {inbox.name}
            </a>
          </Button>
        )}
        <Button
          kind="secondary"
          busy={isSending}
          disabled={!isOnline || wait > 0}
          onClick={() => void sendAgain()}
        >
          {wait > 0 ? `Send again in ${wait < 100 ? `${wait} s` : inWords(wait)}` : "Send again"}
        </Button>
        <Button kind="text" aria-expanded={isChanging} onClick={() => setIsChanging(!isChanging)}>
          Change address
        </Button>
      </div>
      {!isOnline && (
        <p role="status" className="text-sm text-muted">
          You're offline, so I can't send another link right now. One that arrived keeps.
        </p>
      )}
      {isChanging && <AskForLink address={email} onSent={showChanged} />}
      <p className="text-sm text-muted">
        Nothing after two minutes? Look in the spam folder, and see whether the address above is spelled
        right. You can open the link on any device; this tab moves on by itself when you open it in this
        browser.
      </p>
    </div>
  );
}

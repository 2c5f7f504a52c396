"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { useSecondsUntil } from "../components/ui/countdown.tsx";
import { Field, FieldProblem } from "../components/ui/field.tsx";
import { useOnline } from "../components/ui/online.ts";
import { useSession } from "../session/session.ts";
import type { NotSent } from "./send-link.ts";

/** Checking and sending need the contracts; they are loaded when someone turns to the field. */
const loadSending = () => import("./send-link.ts");

interface AskForLinkProps {
  /** What the field begins with. */
  readonly address?: string;
  /** What follows once a link is on its way; the page that waits for it when nothing is said. */
  readonly onSent?: () => void;
}

/** The form that everything begins with: an address, and a link is on its way to it. */
export function AskForLink({ address = "", onSent }: AskForLinkProps) {
  const id = useId();
  const router = useRouter();
  const session = useSession();
  const isOnline = useOnline();
  const [email, setEmail] = useState(address);
  const [problem, setProblem] = useState<Pick<NotSent, "sentence" | "isAddress">>();
  const [isSending, setIsSending] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const wait = useSecondsUntil(blockedUntil);

  if (session.state === "signed_in") {
    return (
      <div className="flex flex-col items-start gap-3">
        <p>
          You are signed in as <strong className="break-all">{session.account.email}</strong>.
        </p>
        <Button asChild>
          <Link href="/home">Open my plan</Link>
        </Button>
      </div>
    );
  }

  async function check(): Promise<void> {
    const { addressProblem } = await loadSending();
    const sentence = addressProblem(email);
    setProblem(sentence === undefined ? undefined : { sentence, isAddress: true });
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setIsSending(true);
    setProblem(undefined);
    const notSent = await loadSending().then(
      ({ sendLink }) => sendLink(email),
      (): NotSent => ({
        sentence: "I couldn't reach Alva; nothing was lost. Check your connection and try again.",
        isAddress: false,
      }),
    );
    if (notSent === undefined) return onSent ? onSent() : router.push("/check-mail");
    setIsSending(false);
    setProblem(notSent);
    setBlockedUntil(Date.now() + (notSent.retryAfterSeconds ?? 0) * 1000);
  }

  return (
    <form noValidate className="flex max-w-md flex-col gap-3" onSubmit={(event) => void send(event)}>
      {/* Without a name: sent before the page works, the form would put the address where logs and other sites see it. */}
      <Field
        label="Your e-mail"
        type="email"
        autoComplete="email"
        inputMode="email"
        value={email}
        error={problem?.isAddress ? problem.sentence : undefined}
        onFocus={() => void loadSending().catch(() => undefined)}
        onChange={({ target }) => {
          setEmail(target.value);
          setProblem(undefined);
        }}
        onBlur={() => email !== "" && !isSending && void check().catch(() => undefined)}
      />
      <Button type="submit" busy={isSending} disabled={!isOnline || wait > 0}>
        {wait > 0 ? `Try again in ${wait} s` : "Email me a link"}
      </Button>
      <FieldProblem id={id} problem={problem?.isAddress === false ? problem.sentence : undefined} />
      {!isOnline && (
        <p role="status" className="text-sm text-muted">
          You are offline, so I can't send a link right now.
        </p>
      )}
    </form>
  );
}

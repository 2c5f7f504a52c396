"use client";
import { EmailAddress } from "@alva/contracts/auth";
import { ProblemError } from "@alva/contracts/problem-error";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { useSecondsUntil } from "../components/ui/countdown.tsx";
import { Field } from "../components/ui/field.tsx";
import { useOnline } from "../components/ui/online.ts";
import { authClient } from "../session/clients.ts";
import { rememberAsked } from "../session/asked-address.ts";
import { useSession } from "../session/session.ts";
import { sentenceOf } from "../sentence.ts";

/** The form that everything begins with: an address, and a link is on its way to it. */
export function AskForLink({ address = "" }: { readonly address?: string }) {
  const router = useRouter();
  const session = useSession();
  const isOnline = useOnline();
  const [email, setEmail] = useState(address);
  const [problem, setProblem] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const wait = useSecondsUntil(blockedUntil);

  if (session.state === "signed_in") {
    return (
      <div className="flex flex-col items-start gap-3">
        <p>
          You are signed in as <strong>{session.account.email}</strong>.
        </p>
        <Button asChild>
          <Link href="/home">Open my plan</Link>
        </Button>
      </div>
    );
  }

  function check(): boolean {
    const parsed = EmailAddress.safeParse(email);
    setProblem(parsed.success ? undefined : parsed.error.issues[0]?.message);
    return parsed.success;
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!check()) return;
    setIsSending(true);
    try {
      await authClient().sendMagicLink(email);
      rememberAsked(email);
      router.push("/check-mail");
    } catch (error) {
      setIsSending(false);
      setProblem(sentenceOf(error));
      if (error instanceof ProblemError && error.retryAfterSeconds !== undefined) {
        setBlockedUntil(Date.now() + error.retryAfterSeconds * 1000);
      }
    }
  }

  return (
    <form noValidate className="flex max-w-md flex-col gap-3" onSubmit={(event) => void send(event)}>
      <Field
        label="Your e-mail"
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        value={email}
        error={problem}
        onChange={({ target }) => {
          setEmail(target.value);
          if (problem !== undefined) setProblem(undefined);
        }}
        onBlur={() => email !== "" && check()}
      />
      <Button type="submit" busy={isSending} disabled={!isOnline || wait > 0}>
        {wait > 0 ? `Try again in ${wait} s` : "Email me a link"}
      </Button>
      {!isOnline && (
        <p role="status" className="text-sm text-muted">
          You are offline, so I can't send a link right now.
        </p>
      )}
    </form>
  );
}

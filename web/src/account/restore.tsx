"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { dateAndTime } from "../components/dates.ts";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { authClient } from "../session/clients.ts";
import { useSession } from "../session/session.ts";
import { sentenceOf } from "../sentence.ts";

/** Where someone lands whose account waits to be erased: keep it, or leave. */
export function Restore() {
  const router = useRouter();
  const session = useSession();
  const isOnline = useOnline();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (session.state !== "signed_in") return null;
  const { erases_at: erasesAt } = session.account;

  async function keep(): Promise<void> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await authClient().restoreAccount();
      router.replace("/home");
    } catch (error) {
      setProblem(sentenceOf(error));
      setIsBusy(false);
    }
  }

  if (erasesAt === null) {
    return (
      <div className="flex flex-col items-start gap-4 pt-6">
        <h1 className="text-[26px] font-bold">Your account is safe</h1>
        <Button asChild>
          <Link href="/home">Go to my plan</Link>
        </Button>
      </div>
    );
  }
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 pt-6">
      <h1 className="text-[26px] font-bold">This account is about to be erased</h1>
      <p>
        It will be gone on {dateAndTime(erasesAt)}: answers, plans, tasks, drafts and files. Until then
        nothing is lost, and calendar feeds, links to files and mails are off. After that the address may be
        used anew.
      </p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button busy={isBusy} disabled={!isOnline} onClick={() => void keep()}>
          Keep my account
        </Button>
        <Button kind="secondary" asChild>
          <Link href="/settings/export">Take everything with me</Link>
        </Button>
        <Button
          kind="secondary"
          onClick={() =>
            void authClient()
              .logout()
              .catch(() => undefined)
              .then(() => router.replace("/"))
          }
        >
          Sign out
        </Button>
      </div>
      {!isOnline && (
        <p role="status" className="text-sm text-muted">
          You're offline. Keeping it needs a connection; until the day above nothing is lost.
        </p>
      )}
    </div>
  );
}

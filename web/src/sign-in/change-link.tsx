import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { PageTitle } from "../components/ui/page-title.tsx";
import { loadClients } from "../session/clients.ts";
import { ConfirmLink } from "./confirm-link.tsx";
import { DeadLink } from "./dead-link.tsx";
import type { MailedLink } from "./mailed-link.ts";
import { useAttempt } from "./use-attempt.ts";
import type { Refusal } from "./why-refused.ts";

const another = "Settings tells which address your account has, and sends another link.";
const dead = {
  title: "This link does not work any more",
  sentence: `It works once, for 10 minutes, and ends when another one was used or its session is signed out. ${another}`,
};

/** What is said of a link that was refused, and why: as much as this browser knows. */
const words: Readonly<Record<Refusal, { readonly title: string; readonly sentence: string }>> = {
  ended: { title: "This link lasted 10 minutes", sentence: `Its time is over. ${another}` },
  used: {
    title: "This link has been used",
    sentence: "With it, your account got its new address in this browser. There is nothing left to do.",
  },
  overtaken: dead,
  elsewhere: dead,
  untold: dead,
};

/** A link that makes the address it was sent to the one of its account. */
export function ChangeLink({ link }: { readonly link: MailedLink }) {
  const [changed, setChanged] = useState<string>();
  const { isBusy, problem, refusal, attempt } = useAttempt(link, async (token) =>
    (await loadClients()).auth.verifyEmailChange(token),
  );

  async function change(): Promise<void> {
    const answer = await attempt();
    if (answer === undefined) return;
    setChanged(answer.email);
    // A session in this browser, if there is one, shows it at once with a newer token.
    const { auth } = await loadClients();
    await auth
      .accessToken()
      .then(() => auth.refresh())
      .catch(() => undefined);
  }

  if (changed !== undefined) {
    return (
      <div className="flex max-w-xl flex-col gap-4 pt-6">
        <PageTitle>Your address has changed</PageTitle>
        <p role="status">Sign-in links now go to {changed}.</p>
      </div>
    );
  }
  if (refusal !== undefined) {
    return (
      <DeadLink {...words[refusal]}>
        {/* Who is not signed in is asked for an address first, and led there. */}
        <Button asChild className="self-start">
          <Link href="/settings/account">Open Settings</Link>
        </Button>
      </DeadLink>
    );
  }
  return (
    <ConfirmLink
      title="Use this address"
      lead="One press and it is the address of your account. The link works once."
      action="Use this address"
      isBusy={isBusy}
      problem={problem}
      onPress={change}
    />
  );
}

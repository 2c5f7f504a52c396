import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { forgetAsked, readAsked } from "../session/asked-address.ts";
import { loadClients } from "../session/clients.ts";
import { takeNext } from "../session/next-page.ts";
import { useSession } from "../session/session.ts";
import { ConfirmLink } from "./confirm-link.tsx";
import { DeadLink } from "./dead-link.tsx";
import type { MailedLink } from "./mailed-link.ts";
import { maskedAddress } from "./masked-address.ts";
import { NewLink } from "./new-link.tsx";
import { useAttempt } from "./use-attempt.ts";
import type { Refusal } from "./why-refused.ts";

/** What is said of a link that was refused, and why: as much as this browser knows. */
const words: Readonly<Record<Refusal, { readonly title: string; readonly sentence: string }>> = {
  ended: {
    title: "This link lasted 10 minutes",
    sentence: "Its time is over, and nothing is lost. Ask for a new link here:",
  },
  used: {
    title: "This link has been used",
    sentence: "It signed you in once, in this browser. To sign in again, ask for a new link here:",
  },
  overtaken: {
    title: "Newer links have taken its place",
    sentence:
      "This browser asked for three or more since, and only the newest three work. Open the newest mail, or ask for a new link here:",
  },
  elsewhere: {
    title: "This link does not work any more",
    sentence:
      "It was used in another browser, or a newer one has taken its place. Open the newest mail where you asked for it, or ask for a new link here:",
  },
  untold: {
    title: "This link does not work any more",
    sentence:
      "It lasts 10 minutes, works once, and only the newest three sent to an address work. Ask for a new link here:",
  },
};

/** A link that signs in where it is opened. */
export function SignInLink({ link }: { readonly link: MailedLink }) {
  const router = useRouter();
  const { state } = useSession();
  const { isBusy, problem, refusal, attempt } = useAttempt(link, async (token) =>
    (await loadClients()).auth.verifyMagicLink(token),
  );
  // As it was when the page was opened: a link that works is forgotten with its press.
  const [asked] = useState(readAsked);
  // Whoever opens a dead link where it was used wants nothing but to go on.
  const isSignedInAlready = refusal !== undefined && state === "signed_in";
  useEffect(() => {
    if (isSignedInAlready) router.replace(takeNext());
  }, [isSignedInAlready, router]);

  async function signIn(): Promise<void> {
    const signedIn = await attempt();
    if (signedIn === undefined) return;
    forgetAsked();
    router.replace(signedIn.account.erases_at === null ? takeNext() : "/restore");
  }

  if (refusal !== undefined) {
    return (
      <DeadLink {...words[refusal]}>
        <NewLink />
      </DeadLink>
    );
  }
  return (
    <ConfirmLink
      title="Sign in"
      lead={
        asked
          ? `The link that this browser asked for is for ${maskedAddress(asked.email)}. One press and you are in; it works once.`
          : "One press and you are in. The link works once."
      }
      action="Sign in"
      isBusy={isBusy}
      problem={problem}
      onPress={signIn}
    />
  );
}

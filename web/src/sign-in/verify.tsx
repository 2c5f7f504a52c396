"use client";
import { ProblemError } from "@alva/contracts/problem-error";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { useOnline } from "../components/ui/online.ts";
import { PageTitle } from "../components/ui/page-title.tsx";
import { Loading } from "../components/loading.tsx";
import { AskForLink } from "../landing/ask-for-link.tsx";
import { forgetAsked, readAsked } from "../session/asked-address.ts";
import { loadClients } from "../session/clients.ts";
import { takeNext } from "../session/next-page.ts";
import { useSession } from "../session/session.ts";
import { sentenceOf } from "../sentence.ts";
import { maskedAddress } from "./masked-address.ts";

interface OpenedLink {
  readonly purpose: "sign_in" | "change_email";
  readonly token: string;
}

/** How long a link lasts. Why one was refused is not told by auth (docs/decisions/0041); that its time is over, this browser may know. */
const linkMilliseconds = 600_000;

/** 32 bytes as base64url; of a link that was cut on its way there is less. */
const wholeToken = /^[\w-]{43}$/;

/** What stands behind `#` in a mailed link: a sign-in, or the confirmation of a new address. Undefined when it is not whole. */
function readLink(fragment: string): OpenedLink | undefined {
  const parts = new URLSearchParams(fragment.slice(1));
  const [signIn, change] = [parts.get("token") ?? "", parts.get("change") ?? ""];
  if (wholeToken.test(signIn)) return { purpose: "sign_in", token: signIn };
  return wholeToken.test(change) ? { purpose: "change_email", token: change } : undefined;
}

/**
 * Where a mailed link lands. Opening the page spends nothing: only the button does, so that a mail scanner cannot burn the
 * link. The token leaves the address bar at once.
 */
export function Verify() {
  const [link, setLink] = useState<OpenedLink | "none">();
  useEffect(() => {
    setLink((held) => held ?? readLink(location.hash) ?? "none");
    history.replaceState(null, "", location.pathname);
  }, []);
  if (link === undefined) return <Loading retry={() => location.reload()} />;
  if (link === "none") {
    return (
      <NoLink
        title="This link is not whole"
        sentence="A part of it is missing; copy all of it from the mail, or open it there."
      />
    );
  }
  return link.purpose === "sign_in" ? <SignIn token={link.token} /> : <ChangeAddress token={link.token} />;
}

function SignIn({ token }: { readonly token: string }) {
  const router = useRouter();
  const { state } = useSession();
  const { isBusy, problem, isSpent, attempt } = useAttempt();
  // As it was when the page was opened: a link that works is forgotten with its press.
  const [asked] = useState(readAsked);
  // Whoever opens a used link where it was used wants nothing but to go on.
  const isSignedInAlready = isSpent && state === "signed_in";
  useEffect(() => {
    if (isSignedInAlready) router.replace(takeNext());
  }, [isSignedInAlready, router]);
  if (isSpent) {
    return asked !== undefined && Date.now() - asked.at > linkMilliseconds ? (
      <NoLink
        title="This link lasted 10 minutes"
        sentence="The last one that this browser asked for is older than that."
      />
    ) : (
      <NoLink
        title="This link does not work any more"
        sentence="It lasts 10 minutes, works once, and only the newest three sent to an address work."
      />
    );
  }
  return (
    <Confirm
      title="Sign in"
      lead={
        asked
          ? `The link that this browser asked for is for ${maskedAddress(asked.email)}. One press and you are in; it works once.`
          : "One press and you are in. The link works once."
      }
      action="Sign in"
      isBusy={isBusy}
      problem={problem}
      onPress={() =>
        attempt(async () => {
          const { auth } = await loadClients();
          const { account } = await auth.verifyMagicLink(token);
          forgetAsked();
          router.replace(account.erases_at === null ? takeNext() : "/restore");
        })
      }
    />
  );
}

function ChangeAddress({ token }: { readonly token: string }) {
  const { isBusy, problem, isSpent, attempt } = useAttempt();
  const [changed, setChanged] = useState<string>();
  if (changed !== undefined) {
    return (
      <div className="flex max-w-xl flex-col gap-4 pt-6">
        <PageTitle>Your address has changed</PageTitle>
        <p role="status">Sign-in links now go to {changed}.</p>
      </div>
    );
  }
  if (isSpent) {
    return (
      <NoLink
        title="This link does not work any more"
        sentence="The address of your account is as it was. Sign in and ask for another link in Settings."
      />
    );
  }
  return (
    <Confirm
      title="Use this address"
      lead="One press and it is the address of your account. The link works once."
      action="Use this address"
      isBusy={isBusy}
      problem={problem}
      onPress={() =>
        attempt(async () => {
          const { auth } = await loadClients();
          const { email } = await auth.verifyEmailChange(token);
          setChanged(email);
          // A session in this browser, if there is one, shows it at once with a newer token.
          await auth
            .accessToken()
            .then(() => auth.refresh())
            .catch(() => undefined);
        })
      }
    />
  );
}

/** One press at a time; a link that was refused is spent, everything else may be tried again. */
function useAttempt() {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isSpent, setIsSpent] = useState(false);
  async function attempt(work: () => Promise<void>): Promise<void> {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setIsBusy(false);
      if (error instanceof ProblemError && error.code === "link_invalid") setIsSpent(true);
      else setProblem(sentenceOf(error));
    }
  }
  return { isBusy, problem, isSpent, attempt };
}

interface ConfirmProps {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly onPress: () => Promise<void>;
}

function Confirm({ title, lead, action, isBusy, problem, onPress }: ConfirmProps) {
  const isOnline = useOnline();
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 pt-6">
      <PageTitle>{title}</PageTitle>
      <p>{lead}</p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {!isOnline && <Notice>You are offline. The link keeps; press when you are back online.</Notice>}
      <Button busy={isBusy} disabled={!isOnline} onClick={() => void onPress()}>
        {action}
      </Button>
    </div>
  );
}

function NoLink({ title, sentence }: { readonly title: string; readonly sentence: string }) {
  return (
    <div className="flex max-w-xl flex-col gap-4 pt-6">
      <PageTitle>{title}</PageTitle>
      <p role="alert">{sentence} Ask for a new link here:</p>
      <AskForLink address={readAsked()?.email ?? ""} />
    </div>
  );
}

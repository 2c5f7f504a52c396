"use client";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "../components/ui/button.tsx";
import { Dialog } from "../components/ui/dialog.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { LinkForm } from "../landing/ask-for-link.tsx";
import { authClient } from "./clients.ts";
import { rememberNext, takeNext } from "./next-page.ts";

/**
 * Asks for the address again over a page whose session has ended. The page below keeps its work and goes on once a link was
 * used in this browser; one that is opened in this very tab leads back to the same page.
 */
export function SignInAgain({ address }: { readonly address: string }) {
  const path = usePathname();
  const [sentTo, setSentTo] = useState<string>();
  useEffect(() => {
    rememberNext(path);
    return () => void takeNext();
  }, [path]);
  return (
    <Dialog title="Sign in again">
      <p>Your session has ended. What you were doing here is kept; sign in and it goes on.</p>
      {sentTo !== undefined && (
        <Notice>
          A link is on its way to <strong className="break-all">{sentTo}</strong>. Open it in this browser and
          this page goes on by itself.
        </Notice>
      )}
      <LinkForm address={address} onSent={setSentTo} />
      <Button
        kind="text"
        className="self-start"
        onClick={() =>
          void authClient()
            .logout()
            // Signed out is what was wished for, whatever auth answers.
            .catch(() => undefined)
        }
      >
        Sign out instead
      </Button>
    </Dialog>
  );
}

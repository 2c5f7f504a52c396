"use client";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Loading } from "../components/loading.tsx";
import { useKept } from "../offline/kept.ts";
import { rememberNext } from "./next-page.ts";
import { askAgain, useSession } from "./session.ts";
import { useIsOwner } from "./use-is-owner.ts";

/** Brings the form of the landing page with it, and few sessions end under anybody's hands. */
const SessionEnded = dynamic(() => import("./session-ended.tsx").then((file) => file.SessionEnded), {
  ssr: false,
});

/** Shows its children to who is signed in, and sends everyone else to the page they may see (product specification, section 4). */
export function SignedInOnly({
  children,
  evenWhenDeleting = false,
  isWholePage = false,
}: {
  readonly children: ReactNode;
  readonly evenWhenDeleting?: boolean;
  /** Whether no frame stands around it. */
  readonly isWholePage?: boolean;
}) {
  const session = useSession();
  const isOwner = useIsOwner();
  const isKept = useKept(({ accountId }) => accountId !== undefined);
  const router = useRouter();
  const path = usePathname();
  const isDeleting =
    session.state === "signed_in" &&
    session.account.erases_at !== null &&
    !evenWhenDeleting &&
    path !== "/settings/export";

  // What is kept on the device of someone who signed out is gone; a session that merely ended is taken up again in place.
  const hasEnded = session.state === "signed_out" && isKept;

  const wasSignedIn = useRef(false);
  useEffect(() => {
    if (session.state === "signed_in") wasSignedIn.current = true;
    if (session.state === "signed_out" && !hasEnded) {
      // Whoever signs out here on purpose does not ask to come back to this page.
      if (!wasSignedIn.current) rememberNext(location);
      router.replace("/");
    }
    if (isDeleting) router.replace("/restore");
  }, [session.state, hasEnded, isDeleting, path, router]);

  if ((!isOwner || isDeleting) && !hasEnded) {
    const loading = <Loading retry={askAgain} />;
    if (!isWholePage) return loading;
    return (
      <main id="main" className="mx-auto w-full max-w-4xl p-6">
        {loading}
      </main>
    );
  }
  // The same tree in both cases, so that what was typed into it stays.
  return (
    <>
      {children}
      {hasEnded && <SessionEnded />}
    </>
  );
}

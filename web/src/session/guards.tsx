"use client";
import { usePathname, useRouter } from "next/navigation";
import dynamic from "next/dynamic";
import { Fragment, type ReactNode, useEffect } from "react";
import { SlowSkeleton } from "../components/ui/skeleton.tsx";
import { rememberNext } from "./next-page.ts";
import { useSession, useSessionEnd } from "./session.ts";

const SignInAgain = dynamic(() => import("./sign-in-again.tsx").then((file) => file.SignInAgain), {
  ssr: false,
});

/** Shows its children to who is signed in, and sends everyone else to the page they may see (product specification, section 4). */
export function SignedInOnly({
  children,
  evenWhenDeleting = false,
}: {
  readonly children: ReactNode;
  readonly evenWhenDeleting?: boolean;
}) {
  const session = useSession();
  const { hasEnded } = useSessionEnd();
  const router = useRouter();
  const path = usePathname();
  const isDeleting =
    session.state === "signed_in" &&
    session.account.erases_at !== null &&
    !evenWhenDeleting &&
    path !== "/settings/export";

  useEffect(() => {
    if (session.state === "signed_out") {
      rememberNext(path);
      router.replace("/");
    }
    if (isDeleting) router.replace("/restore");
  }, [session.state, isDeleting, path, router]);

  if (session.state !== "signed_in" || isDeleting) return <SlowSkeleton />;
  return (
    <>
      {/* What one person has typed must not be there for the next. */}
      <Fragment key={session.account.id}>
        <div inert={hasEnded} className="contents">
          {children}
        </div>
      </Fragment>
      {hasEnded && <SignInAgain address={session.account.email} />}
    </>
  );
}

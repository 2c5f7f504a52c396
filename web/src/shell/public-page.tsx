import Link from "next/link";
import type { ReactNode } from "react";
import { HelpLink } from "./help-link.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The frame of the pages that anybody may see. */
export function PublicPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col px-4 sm:px-6">
      <header className="flex items-center justify-between py-3">
        <Wordmark />
        <HelpLink />
      </header>
      <main id="main" className="flex-1 pb-12">
        {children}
      </main>
      <footer className="flex flex-wrap gap-x-6 border-t border-line py-3 text-sm text-muted">
        <Link
          className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
          href="/privacy"
        >
          Privacy
        </Link>
        <Link className="inline-flex min-h-11 items-center underline-offset-4 hover:underline" href="/terms">
          Terms
        </Link>
      </footer>
    </div>
  );
}

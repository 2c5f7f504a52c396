"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useDashboard } from "../api/dashboard.ts";
import { ConnectionBar } from "../offline/connection-bar.tsx";
import { AppUpdate } from "../offline/app-update.tsx";
import { SignedInOnly } from "../session/guards.tsx";
import { useIsOwner } from "../session/use-is-owner.ts";
import { HelpLink } from "./help-link.tsx";
import { places, settings } from "./navigation.ts";
import { Wordmark } from "./wordmark.tsx";

/** The menu's library is as large as the rest of the frame, and nobody opens the menu at once. */
const AccountMenu = dynamic(() => import("./account-menu.tsx").then((module) => module.AccountMenu), {
  ssr: false,
  loading: () => <span className="size-11" />,
});

/**
 * The frame of everything behind the sign-in: top bar, rail (tabs at the bottom on phones), and the page between them. It says
 * nothing of anybody, so it stands before it is known who is signed in, and stays where it is when the page comes.
 */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar />
      <ConnectionBar />
      <AppUpdate />
      <div className="mx-auto flex w-full max-w-[1280px] flex-1">
        <Rail />
        {/* Below the last of it there is room for a message that stays. */}
        <main id="main" className="min-w-0 flex-1 p-4 pb-44 md:p-6 md:pb-28">
          {/* Who leaves may take everything along (product specification, section 4). */}
          <SignedInOnly evenWhenDeleting={path === "/settings/export"}>{children}</SignedInOnly>
        </main>
      </div>
      <Tabs />
    </div>
  );
}

function TopBar() {
  const isOwner = useIsOwner();
  return (
    <header className="top-0 z-20 flex h-16 items-center gap-3 border-b border-line bg-surface px-4 md:px-6 [@media(min-height:30rem)]:sticky">
      <Wordmark href="/home" />
      <span className="flex-1" />
      {isOwner && <Streak />}
      {isOwner ? <AccountMenu /> : <span className="size-11" />}
      <HelpLink />
    </header>
  );
}

function Streak() {
  const { data: dashboard } = useDashboard();
  if (!dashboard) return null;
  return (
    <Link
      href="/quick-wins"
      className="inline-flex min-h-9 items-center rounded-pill bg-primary px-3 text-sm font-semibold text-on-primary"
    >
      Streak {dashboard.streak.count}
    </Link>
  );
}

function Rail() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="sticky top-16 hidden h-[calc(100dvh-4rem)] w-[72px] shrink-0 flex-col gap-1 px-0.5 py-2 md:flex"
    >
      {[...places, settings].map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={isAt(path, href) ? "page" : undefined}
          className="flex min-h-14 flex-col items-center justify-center gap-1 rounded-control text-center text-xs tracking-tight hover:bg-soft aria-[current=page]:bg-soft aria-[current=page]:font-semibold"
        >
          <Icon aria-hidden className="size-6" />
          {label}
        </Link>
      ))}
    </nav>
  );
}

function Tabs() {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={isAt(path, href) ? "page" : undefined}
          className="flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs aria-[current=page]:font-semibold aria-[current=page]:underline aria-[current=page]:decoration-primary aria-[current=page]:decoration-4 aria-[current=page]:underline-offset-4"
        >
          <Icon aria-hidden className="size-5" />
          {label}
        </Link>
      ))}
    </nav>
  );
}

function isAt(path: string, href: string): boolean {
  const [, first] = href.split("/");
  return path === `/${first}` || path.startsWith(`/${first}/`);
}

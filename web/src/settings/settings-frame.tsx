"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

const pages = [
  { href: "/settings/profile", label: "Profile and branding" },
  { href: "/settings/plan", label: "Plan" },
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/calendar", label: "Calendar feed" },
  { href: "/settings/export", label: "Export" },
  { href: "/settings/sessions", label: "Sessions" },
  { href: "/settings/account", label: "Account" },
];

/** The settings' own navigation, and the page that was chosen. */
export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-[26px] font-bold">Settings</h1>
      <nav aria-label="Settings" className="flex flex-wrap gap-2">
        {pages.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={path === href ? "page" : undefined}
            className="inline-flex min-h-11 items-center rounded-pill border border-control-line px-4 aria-[current=page]:border-2 aria-[current=page]:border-text aria-[current=page]:bg-primary aria-[current=page]:text-on-primary"
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppShell } from "../../shell/app-shell.tsx";

export const metadata: Metadata = { robots: { index: false } };

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return <AppShell>{children}</AppShell>;
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Providers } from "../../session/providers.tsx";
import { AppShell } from "../../shell/app-shell.tsx";

export const metadata: Metadata = { robots: { index: false } };

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Providers>
      <AppShell>{children}</AppShell>
    </Providers>
  );
}

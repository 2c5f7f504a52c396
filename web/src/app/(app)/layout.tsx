import type { Metadata } from "next";
import type { ReactNode } from "react";
import { preconnect } from "react-dom";
import { apiOrigin, authOrigin } from "../../origins.ts";
import { Providers } from "../../session/providers.tsx";
import { AppShell } from "../../shell/app-shell.tsx";

export const metadata: Metadata = { robots: { index: false } };

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  // Both are asked as soon as scripts run. A browser asks whether it may without credentials, over a connection of its own.
  preconnect(authOrigin, { crossOrigin: "use-credentials" });
  for (const origin of new Set([authOrigin, apiOrigin])) preconnect(origin, { crossOrigin: "anonymous" });
  return (
    <Providers>
      <AppShell>{children}</AppShell>
    </Providers>
  );
}

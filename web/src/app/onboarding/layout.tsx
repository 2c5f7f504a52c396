import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppUpdate } from "../../offline/app-update.tsx";
import { ConnectionBar } from "../../offline/connection-bar.tsx";
import { SignedInOnly } from "../../session/guards.tsx";
import { Providers } from "../../session/providers.tsx";

export const metadata: Metadata = { robots: { index: false } };

export default function OnboardingLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Providers>
      <SignedInOnly isWholePage>
        <ConnectionBar />
        <AppUpdate />
        {children}
      </SignedInOnly>
    </Providers>
  );
}

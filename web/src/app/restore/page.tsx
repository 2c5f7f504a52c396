import type { Metadata } from "next";
import { Restore } from "../../account/restore.tsx";
import { SignedInOnly } from "../../session/guards.tsx";
import { Providers } from "../../session/providers.tsx";
import { PublicPage } from "../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Keep your account", robots: { index: false } };

export default function RestorePage() {
  return (
    <PublicPage>
      <Providers>
        <SignedInOnly evenWhenDeleting>
          <Restore />
        </SignedInOnly>
      </Providers>
    </PublicPage>
  );
}

import type { Metadata } from "next";
import { Restore } from "../../account/restore.tsx";
import { SignedInOnly } from "../../session/guards.tsx";
import { PublicPage } from "../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Keep your account", robots: { index: false } };

export default function RestorePage() {
  return (
    <PublicPage>
      <SignedInOnly evenWhenDeleting>
        <Restore />
      </SignedInOnly>
    </PublicPage>
  );
}

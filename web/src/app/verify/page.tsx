import type { Metadata } from "next";
import { PublicPage } from "../../shell/public-page.tsx";
import { Verify } from "../../sign-in/verify.tsx";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default function VerifyPage() {
  return (
    <PublicPage>
      <Verify />
    </PublicPage>
  );
}

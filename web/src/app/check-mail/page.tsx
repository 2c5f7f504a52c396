import type { Metadata } from "next";
import { PublicPage } from "../../shell/public-page.tsx";
import { CheckMail } from "../../sign-in/check-mail.tsx";

export const metadata: Metadata = { title: "Check your mail", robots: { index: false } };

export default function CheckMailPage() {
  return (
    <PublicPage>
      <CheckMail />
    </PublicPage>
  );
}

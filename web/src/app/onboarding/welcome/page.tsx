import type { Metadata } from "next";
import { LateWelcome } from "../../../shell/late-pages.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Welcome" };

export default function Page() {
  return (
    <PublicPage>
      <LateWelcome />
    </PublicPage>
  );
}

import type { Metadata } from "next";
import { Summary } from "../../../onboarding/summary.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "My read on your business" };

export default function Page() {
  return (
    <PublicPage>
      <Summary />
    </PublicPage>
  );
}

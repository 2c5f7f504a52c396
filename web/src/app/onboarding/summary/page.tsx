import type { Metadata } from "next";
import { LateSummary } from "../../../shell/late-pages.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "My read on your business" };

export default function Page() {
  return (
    <PublicPage>
      <LateSummary />
    </PublicPage>
  );
}

import type { Metadata } from "next";
import { LateFinish } from "../../../shell/late-pages.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Ready?" };

export default function Page() {
  return (
    <PublicPage>
      <LateFinish />
    </PublicPage>
  );
}

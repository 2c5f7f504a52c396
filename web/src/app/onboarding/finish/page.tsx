import type { Metadata } from "next";
import { Finish } from "../../../onboarding/finish.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Ready?" };

export default function Page() {
  return (
    <PublicPage>
      <Finish />
    </PublicPage>
  );
}

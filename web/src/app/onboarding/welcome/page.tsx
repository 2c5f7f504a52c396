import type { Metadata } from "next";
import { Welcome } from "../../../onboarding/welcome.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Welcome" };

export default function Page() {
  return (
    <PublicPage>
      <Welcome />
    </PublicPage>
  );
}

import type { Metadata } from "next";
import { Processing } from "../../../onboarding/processing.tsx";
import { PublicPage } from "../../../shell/public-page.tsx";

export const metadata: Metadata = { title: "Making your plan" };

export default function Page() {
  return (
    <PublicPage>
      <Processing />
    </PublicPage>
  );
}

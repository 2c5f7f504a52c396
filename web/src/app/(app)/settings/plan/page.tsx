import type { Metadata } from "next";
import { LatePlanSettings } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Hours, budget and channels" };

export default function Page() {
  return <LatePlanSettings />;
}

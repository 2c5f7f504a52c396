import type { Metadata } from "next";
import { LatePlan } from "../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Plan" };

export default function Page() {
  return <LatePlan />;
}

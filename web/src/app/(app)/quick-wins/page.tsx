import type { Metadata } from "next";
import { LateQuickWins } from "../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Quick wins" };

export default function Page() {
  return <LateQuickWins />;
}

import type { Metadata } from "next";
import { QuickWins } from "../../../quick-wins/quick-wins.tsx";

export const metadata: Metadata = { title: "Quick wins" };

export default function Page() {
  return <QuickWins />;
}

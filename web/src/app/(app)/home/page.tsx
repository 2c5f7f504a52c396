import type { Metadata } from "next";
import { LateHome } from "../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Home" };

export default function Page() {
  return <LateHome />;
}

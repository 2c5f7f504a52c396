import type { Metadata } from "next";
import { LateExport } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Export" };

export default function Page() {
  return <LateExport />;
}

import type { Metadata } from "next";
import { Export } from "../../../../settings/export.tsx";

export const metadata: Metadata = { title: "Export" };

export default function Page() {
  return <Export />;
}

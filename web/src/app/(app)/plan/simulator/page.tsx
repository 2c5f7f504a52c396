import type { Metadata } from "next";
import { LateSimulator } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Try other means" };

export default function Page() {
  return <LateSimulator />;
}

import type { Metadata } from "next";
import { LateSessions } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Sessions" };

export default function Page() {
  return <LateSessions />;
}

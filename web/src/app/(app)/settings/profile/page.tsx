import type { Metadata } from "next";
import { LateProfile } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Profile and branding" };

export default function Page() {
  return <LateProfile />;
}

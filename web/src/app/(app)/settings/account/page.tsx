import type { Metadata } from "next";
import { LateAccount } from "../../../../shell/late-pages.tsx";

export const metadata: Metadata = { title: "Account" };

export default function Page() {
  return <LateAccount />;
}
